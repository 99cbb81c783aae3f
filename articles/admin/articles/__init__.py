"""The form of an article, its list, and all that stands around them."""
