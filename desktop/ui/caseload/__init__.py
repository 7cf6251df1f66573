"""Adding a caseload from a list: what is in each column, a look at every row, and then the families."""
