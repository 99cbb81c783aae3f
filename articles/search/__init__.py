"""Search: terms made in Python by ``articles.kazakh``, found by the database.

===============  ==============================================================================
``analysis.py``  what counts as a term; the Kazakh engine comes in here, for all of search at once
``index.py``     from an article to its entry in the index
``backends/``    from terms to places in the index: one engine per file, one question
``query.py``     from what somebody typed to a page of articles
``highlight.py`` from a text to a piece of it with the found words marked
===============  ==============================================================================
"""

from .query import Hit, Results, matching, search

__all__ = ["Hit", "Results", "matching", "search"]
