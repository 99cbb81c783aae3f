"""Articles and what hangs on them."""
