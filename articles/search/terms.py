"""How what search knows is spelt in the index.

A lemma stands there once for each part of an article in which it is found, with the scope before
it: ``kk1сайлау`` in the headline, ``kk2сайлау`` anywhere. So a database answers «in the headline»
as fast as «anywhere». An entry also names what readers filter by (``section5``) and its week.
"""

from typing import Final

HEADLINE, ANYWHERE = 1, 2

DESK: Final = "desk"  # the scope of what is not published


def scope_of(language: str) -> str:
    """The scope of what is published in ``language``."""
    return language.replace("-", "").lower()


def term(scope: str, part: int, lemma: str) -> str:
    """``lemma``, as it stands in the index."""
    return f"{scope}{part}{lemma}"


def filter_term(name: str, key: int | None) -> str:
    """The term of all entries with this section, tag, author or kind; None: of those without."""
    return f"{name}{key}"


def week_term(week: int) -> str:
    """The term of all entries with keys of this week."""
    return f"week{week}"


def photo_term(lemma: str) -> str:
    """``lemma``, as it stands in the index of photos."""
    return f"w{lemma}"


def photo_block_term(block: int) -> str:
    """The term of all photos whose keys lie in this block."""
    return f"block{block}"
