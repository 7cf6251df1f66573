"""Agreement of one family: who said what, taking back, what was shared without it."""
