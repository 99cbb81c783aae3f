"""Search: terms made in Python by ``articles.kazakh``, found by the database, ranked in Python.

===================  ==============================================================================
``analysis.py``      what counts as a term; the Kazakh engine comes in here, for all of search
``snowball.py``      the same for Russian and English
``index.py``         from an article to its entry in the index
``words.py``         the words of all articles: how rare they are, how they are shown
``query_parser.py``  from what somebody typed to words, phrases and words with a minus
``spellings.py``     what a typed word may stand for, by its language
``expansion.py``     what a typed word is taken for, in whatever script and with whatever slip
``backends/``        from terms to places in the index: one engine per file, one question
``ranking.py``       how well an article answers
``reranking.py``     the best of them once more, by letters and by what they have in common
``query.py``         from what somebody typed to a page of articles
``desk.py``          the same for the desk: all editions, drafts too, while somebody types
``photos.py``        photos: from one to its entry, and from what somebody typed to photos
``tags.py``          tags of the desk, while somebody types
``suggest.py``       what may come next while somebody types
``highlight.py``     from a text to a piece of it with the found words marked
===================  ==============================================================================
"""

from .desk import matching
from .query import Filters, Hit, Results, search
from .suggest import suggest

__all__ = ["Filters", "Hit", "Results", "matching", "search", "suggest"]
