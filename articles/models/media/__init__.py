"""Photos and their renditions."""
