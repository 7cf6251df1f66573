"""Families that are one, or two after all: proposed on a family's page, decided on a manager's list."""
