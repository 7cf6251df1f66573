"""What to know before going in."""
