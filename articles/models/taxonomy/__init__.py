"""What articles are put under: sections, kinds, tags."""
