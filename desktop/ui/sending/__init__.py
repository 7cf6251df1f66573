"""Sending and receiving, and the choice between two versions (mockups 12 and 13)."""
