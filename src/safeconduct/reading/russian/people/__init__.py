"""Everything in a Russian text that points to a person, and who speaks in it."""
