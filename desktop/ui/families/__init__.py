"""The list of families: find one, open one, add one."""
