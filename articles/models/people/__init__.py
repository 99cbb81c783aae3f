"""Who signs in, and who signs."""
