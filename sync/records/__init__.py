"""What travels: each kind of record, declared once for both ends."""
