"""The family plan as a list: what is wanted, who does what by when, and how far it is (mockup 08)."""
