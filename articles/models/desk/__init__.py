"""How colleagues work on one article: autosaves, notes, presence, preview links, accepted words."""
