"""How what search knows is spelt in the index.

A term stands there once for each tier in which the article is found by it, with the scope before
it: ``kk1сайлау`` in the headline, ``kk2сайлау`` in headline or lede, ``kk3сайлау`` anywhere. So a
database answers «in the headline» as fast as «anywhere». Every entry also names its week.
"""

from typing import Final

# In which part of an article all words were found: headline, headline and lede, anything.
TIERS: Final = (1, 2, 3)

DESK: Final = "desk"  # the scope of what is not published


def scope_of(language: str) -> str:
    """The scope of what is published in ``language``."""
    return language.replace("-", "").lower()


def term(scope: str, tier: int, word: str) -> str:
    """``word``, as it stands in the index."""
    return f"{scope}{tier}{word}"


def week_term(week: int) -> str:
    """The term of all entries with keys of this week."""
    return f"week{week}"
