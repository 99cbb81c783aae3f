"""What is wrong in the newsroom and nobody has noticed: each finding with its screen."""
