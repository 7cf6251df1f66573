"""Pure rules that both ends share."""
