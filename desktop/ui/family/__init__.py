"""One family: its head above every page, its overview, and what can be added to its record."""
