"""Fields and names that several models have in common."""
