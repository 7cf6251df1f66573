"""Documents on paper, read back as a screen reader or a thief would."""
