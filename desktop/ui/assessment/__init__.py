"""The assessment: sections in a rail, questions one under another, what is known already beside them."""
