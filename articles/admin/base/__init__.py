"""What admins of several rooms have in common."""
