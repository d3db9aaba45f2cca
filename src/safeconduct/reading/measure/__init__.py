"""How well a reader reads: gold documents, scores, and the evaluation an office can run on its own papers."""
