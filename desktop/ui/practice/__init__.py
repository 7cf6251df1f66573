"""Practice mode: the drills, each with its steps."""
