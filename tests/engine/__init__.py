"""The engine against servers that are not what they should be."""
