"""From what the newsroom has to what readers get: contexts, page cache, scripts, feeds."""
