"""Tests of the composition root: the gate, the desk, the whole way in."""
