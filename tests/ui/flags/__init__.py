"""Flags on the overview."""
