"""Documents: data in, PDF bytes out."""
