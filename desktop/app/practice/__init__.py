"""Practice mode: a vault of its own with an invented family, and drills. It has no line to any council, so nothing of it is sent."""
