"""Find: one search over everything on this laptop."""
