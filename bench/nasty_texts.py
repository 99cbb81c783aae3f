"""Texts that make parsers, patterns and comparisons slow, of any size, for ``fuzz_growth.py``."""

import html
from collections.abc import Callable, Iterator
from functools import partial
from random import Random

_LONG = "мемлекеттікшілдендіру"


def texts() -> dict[str, Callable[[int], str]]:
    """What makes a text of about so many bytes, by what it is made of."""
    repeated = {
        "one word": "сөз ",
        "one letter": "а",
        "a long word": _LONG,
        "letters apart": "а ",
        "spaces": " ",
        "line ends": "\n",
        "empty lines": "а\n\n",
        "full stops": ".",
        "sentences": "Иә. ",
        "opening quotes": "«",
        "straight quotes": '"',
        "quoted": "«а» – ",
        "hyphens": "-",
        "compounds": "бизнес-",
        "dashes": " – ",
        "accents": "а\u0301",
        "accents alone": "\u0301",
        "soft hyphens": "а\u00ad",
        "joiners": "\u200d",
        "digits": "1",
        "numbers": "12.03.2026 15:45, ",
        "hashtags": "#Тақырып",
        "mentions": "@editor ",
        "addresses": "https://newsroom.kz/a/ ",
        "one address": "www.a.",
        "opened": "<p>",
        "opened deep": "<blockquote>",
        "opened inline": "<em>",
        "nested lists": "<ul><li>а",
        "less-than signs": "<",
        "greater-than signs": ">",
        "ampersands": "&",
        "entities": "&nbsp;",
        "half entities": "&#",
        "comments": "<!--",
        "links unclosed": '<a href="/a/">',
        "links unquoted": "<a href=",
        "links": '<p><a href="/sayasat/1-a/">а</a></p>',
        "figures unclosed": '<figure data-photo="1">',
        "figures": '<figure data-photo="1"></figure>',
        "attributes": "<p a=b ",
        "tiny paragraphs": "<p>а</p>",
        "empty paragraphs": "<p> <br></p>",
        "tiny headings": "<h2>а</h2>\n",
        "breaks": "а<br>",
        "cells": "<table><tr><td>а",
        "scripts": "<script>",
        "latin": "tülkı ",
        "arabic": "قازاقستان ",
        "english": "Zakon.kz ",
    }
    made = {name: partial(_filled, piece) for name, piece in repeated.items()}
    words_of = {"few words": 40, "many words": 4_000, "all words different": 10**9}
    for name, count in words_of.items():
        made[name] = partial(_prose, count)
        made[f"{name} in paragraphs"] = partial(_paragraphs, count)
    return made


def _filled(piece: str, size: int) -> str:
    return piece * (size // len(piece.encode()) + 1)


def _prose(different: int, size: int, seed: int = 1) -> str:
    random, parts, length = Random(seed), [], 0
    letters = "аәбвгғдежзийкқлмнңоөпрстуұүфхһцчшыіэюя"
    while length < size:
        number, word = random.randrange(different) + 1, ""
        while number:
            number, letter = divmod(number, len(letters))
            word += letters[letter]
        parts.append(word + random.choice(["", "", "", "", ",", ". "]))
        length += len(parts[-1].encode()) + 1
    return " ".join(parts)


def _paragraphs(different: int, size: int) -> str:
    among = _prose(different, size).split(" ")
    blocks = (" ".join(among[n : n + 40]) for n in range(0, len(among), 40))
    return "".join(f"<p>{html.escape(block)}</p>" for block in blocks)


def versions(text: str) -> Iterator[str]:
    """The text with each tenth word another, turned round, shuffled, and cut in its middle."""
    parts = text.split(" ") if " " in text else list(text)
    glue = " " if " " in text else ""
    yield glue.join("өзге" if n % 10 == 5 else part for n, part in enumerate(parts))
    yield glue.join(reversed(parts))
    yield glue.join(Random(2).sample(parts, len(parts)))
    yield text[len(text) // 2 :] + text[: len(text) // 2]
