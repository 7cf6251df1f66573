"""Runs the facts that other engines recorded of themselves; the folder of cases is given, none of it is kept here."""
