"""The laptop: a Qt client that is complete without a network."""
