"""Tests of the council's half, against a real server process on a real socket."""
