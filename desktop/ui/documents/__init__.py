"""The documents of a family: photos, drawings, signatures, letters (S30)."""
