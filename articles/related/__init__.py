"""Related articles: the editor's picks, then what is close enough by topics and rare words.

===============  ==============================================================================
``subjects.py``  what an article is about: its terms, and a simhash that its retellings share
``rarity.py``    how much a word says by itself
``profiles.py``  what is known of articles when they are set beside each other
``lists.py``     who else has a tag or a key term, and how many articles a year have it
``weighing.py``  what two articles share, and how much that says
``choosing.py``  from there to the list beside one, and why each stands there
``sidebar.py``   what of a stored list readers see
===============  ==============================================================================

An article's list is worked out when it, or an article close to it, changes, and is stored with it
(``Article.sidebar``); a page reads the list and shows what of it is live at that moment. Where it
is empty, the page shows the newest of the section instead, and says so. Who tells the same story is
no entry of the list, and is named under the article (``Article.retellings``).
"""

from .choosing import (
    NEEDED,
    STORED,
    choose,
    explain,
    rank,
    refresh,
    refresh_many,
    refresh_neighbours,
    refresh_newest,
)
from .sidebar import SHOWN, cards, live_of
from .subjects import copy_instants, enter, key_terms_of, write
from .weighing import FLOOR, Reason, tag_weight, term_weight

__all__ = [
    "FLOOR",
    "NEEDED",
    "SHOWN",
    "STORED",
    "Reason",
    "cards",
    "choose",
    "copy_instants",
    "enter",
    "explain",
    "key_terms_of",
    "live_of",
    "rank",
    "refresh",
    "refresh_many",
    "refresh_neighbours",
    "refresh_newest",
    "tag_weight",
    "term_weight",
    "write",
]
