"""Booking a visit, moving it, calling it off; time of one's own; the days as a calendar file."""
