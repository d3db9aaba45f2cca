"""What happened: candidates become claims, with particulars, legal references, figures and the ties between them."""
