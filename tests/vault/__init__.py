"""Tests of the vault, named after attacks and mishaps."""
