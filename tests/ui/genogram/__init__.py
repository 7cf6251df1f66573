"""The drawn family."""
