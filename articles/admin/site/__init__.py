"""What the newsroom sets once for the whole site."""
