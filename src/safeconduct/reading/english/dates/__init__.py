"""Words about time in English text."""
