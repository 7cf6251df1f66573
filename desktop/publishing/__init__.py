"""The forms officer's tool. Never in the laptop's bundle."""
