"""When: words about time become spans, and claims get their days."""
