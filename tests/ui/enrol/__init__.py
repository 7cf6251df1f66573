"""The page that sets a laptop up."""
