"""What was written into a record, by whom and when."""
