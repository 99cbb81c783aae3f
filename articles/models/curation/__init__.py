"""What editors put on front pages and on top of sections."""
