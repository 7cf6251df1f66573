"""What workers do, on a real store."""
