"""The pages of a family's people."""
