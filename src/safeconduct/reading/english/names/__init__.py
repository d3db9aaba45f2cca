"""Names of people, places and bodies in English text."""
