"""Tests of the rules that both ends share."""
