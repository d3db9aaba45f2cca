"""Names of people in Russian text, and their nominative."""
