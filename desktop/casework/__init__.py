"""What workers do: frozen dataclasses out, commands in. One noun a file."""
