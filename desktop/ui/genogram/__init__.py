"""The family drawn: a page of its own, with symbols that social workers share."""
