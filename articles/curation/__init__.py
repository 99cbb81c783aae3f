"""What stands where on front pages and on top of sections."""
