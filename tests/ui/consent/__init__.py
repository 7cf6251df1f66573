"""The page of a family's agreement."""
