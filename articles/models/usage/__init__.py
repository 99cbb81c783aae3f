"""Where things are used, and what follows from it."""
