"""Setting a laptop up, once."""
