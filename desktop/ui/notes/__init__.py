"""Notes, written from anywhere in fifteen seconds."""
