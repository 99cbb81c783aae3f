"""Pictures: renditions of photos."""
