"""Everything in an English text that points to a person, and who speaks in it."""
