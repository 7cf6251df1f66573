"""Tests of the visit note."""
