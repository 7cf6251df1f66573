"""Opening the laptop's families. Nothing heavy is imported here: the page shows while the rest still loads."""
