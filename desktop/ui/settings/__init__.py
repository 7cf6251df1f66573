"""Settings: reading, privacy and locking, this laptop (mockup 17)."""
