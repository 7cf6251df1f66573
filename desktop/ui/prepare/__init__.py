"""Getting ready for a visit: what to know before going in, on one page and on paper."""
