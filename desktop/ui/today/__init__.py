"""Today: the visits of the day, what is due, what to finish."""
