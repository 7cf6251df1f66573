"""Tests of the forms officer's tool."""
