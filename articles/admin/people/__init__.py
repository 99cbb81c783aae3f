"""Members of staff and their roles."""
