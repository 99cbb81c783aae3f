"""The audit: what writes it, and the list that is read."""
