"""The story of a family."""
