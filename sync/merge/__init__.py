"""Three-way merging: pure functions."""
