"""Words about time in Russian text."""
