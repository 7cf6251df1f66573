"""The page that opens a laptop."""
