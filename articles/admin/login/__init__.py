"""The way in, and how many failures it bears."""
