"""Related articles: the editor's picks, then what shares rare tags, rare words, section and time.

===============  ==============================================================================
``subjects.py``  what an article is about: its key words, and a simhash that its retellings share
``choosing.py``  from what two articles share to the list beside one; why each stands there
``sidebar.py``   what of a stored list readers see
===============  ==============================================================================

An article's list is worked out when it, or an article close to it, changes, and is stored with it
(``Article.sidebar``); a page reads the list and shows what of it is live at that moment.
"""

from .choosing import (
    STORED,
    Reason,
    choose,
    explain,
    rank,
    refresh,
    refresh_many,
    refresh_neighbours,
    refresh_newest,
    tag_weight,
)
from .sidebar import SHOWN, cards, live_of
from .subjects import copy_instants, enter, write

__all__ = [
    "SHOWN",
    "STORED",
    "Reason",
    "cards",
    "choose",
    "copy_instants",
    "enter",
    "explain",
    "live_of",
    "rank",
    "refresh",
    "refresh_many",
    "refresh_neighbours",
    "refresh_newest",
    "tag_weight",
    "write",
]
