"""The way of an article to readers: transitions, checks, permissions, publishing, corrections."""
