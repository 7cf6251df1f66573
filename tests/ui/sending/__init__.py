"""Tests of sending and receiving, and of the choice between two versions."""
