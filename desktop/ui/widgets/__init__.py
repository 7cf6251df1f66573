"""The pieces every page is made of, one noun a file. Each has an accessible name equal to what is seen."""
