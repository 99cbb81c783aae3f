"""Sections, kinds, tags and authors."""
