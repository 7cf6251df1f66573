"""The council's half: the central API."""
