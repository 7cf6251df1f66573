"""Tests of the words of the wire."""
