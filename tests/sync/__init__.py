"""Several laptops and a real server."""
