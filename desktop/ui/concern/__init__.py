"""A child may not be safe: whom to ring, and what was heard and seen."""
