"""Photos: a wall of pictures, and the dialog that forms choose from."""
