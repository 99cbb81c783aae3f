"""Texts as they are stored: the HTML of a body, differences, merging. Knows nothing of models."""
