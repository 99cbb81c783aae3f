"""Kazakh for programs: alphabets, addresses, dates and words.  Pure Python, no Django.

Import from the modules, for example ``from articles.kazakh.slugs import slug``.  The names
below are to be had from here as well; their modules, and the data behind them, are read when first
asked for.  No module has the name of one of them, since Python would give the module for it.
"""

from importlib import import_module

_MODULES = {
    "lemma": "lemmas",
    "slug": "slugs",
    "terms": "tokenizer",
    "collation_key": "collation",
    "hyphenate": "hyphens",
    "typography": "typesetting",
    "card_time": "dates",
    "iso": "dates",
    "parse_card_time": "dates",
    "parse_stamp": "dates",
    "prose_date": "dates",
    "relative": "dates",
    "short_date": "dates",
    "stamp": "dates",
    "detect_script": "scripts",
    "listed": "scripts",
    "to_arabic": "scripts",
    "to_cyrillic": "scripts",
    "to_latin": "scripts",
}


def __dir__() -> list[str]:
    return sorted(_MODULES)


def __getattr__(name: str) -> object:
    if name in _MODULES:
        return getattr(import_module(f"articles.kazakh.{_MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
