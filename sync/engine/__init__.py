"""The device's half of sync."""
