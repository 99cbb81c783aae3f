"""Feeds with the full text: RSS 2.0, Atom and JSON Feed of the site and of everything in it."""
