"""The encrypted store: capture, search, snapshots, and what happens when the plug is pulled."""
