"""The encrypted database: models, change capture, applying pulled changes, search and snapshots."""
