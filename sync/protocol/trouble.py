"""The root of what can go wrong between a laptop and the council. Imports nothing, so that it can be named before anything heavy is."""


class Trouble(Exception):
    """Something went wrong on the way; nothing of it loses work. Carries codes and numbers, never data (F15)."""

    brought = False
    """Whether it came after something had been brought on: then whoever tries again waits no longer than after a first failure."""
