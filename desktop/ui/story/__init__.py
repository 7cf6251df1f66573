"""The whole story of a family on one line of time (mockup 05, domain.md 4.10)."""
