"""What travels between laptops and the council, and both halves of how."""
