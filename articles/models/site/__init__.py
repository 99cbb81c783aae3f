"""What the site says of itself: identity, redirects, spellings."""
