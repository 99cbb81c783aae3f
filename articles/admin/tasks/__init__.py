"""What is done in the background, and the button that has it tried again."""
