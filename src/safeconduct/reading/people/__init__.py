"""Who is who in one document: mentions become referents."""
