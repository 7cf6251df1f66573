"""The whole-family record: who the people are, where they live, how they belong together, who helps."""
