"""Made-up texts for load tests: sentences put together from a vocabulary, no two texts the same."""

import re
import tomllib
from itertools import product
from pathlib import Path
from random import Random

_VOCABULARY = Path(__file__).parent / "content" / "vocabulary.toml"
_SLOT = re.compile(r"{(\w+)}")
_SEED = 20_260_303


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


class Writer:
    """Writes headlines, ledes and bodies; after ``turn_to(n)`` always those of article ``n``."""

    def __init__(self):
        words = tomllib.loads(_VOCABULARY.read_text(encoding="utf-8"))
        self.random = Random(_SEED)  # noqa: S311 - texts, not passwords
        self.places = self._pairs(words["place_first"], words["place_second"], "")
        self.people = self._pairs(words["first"], words["last"], " ")
        self.topics = [_capital(topic) for topic in words["topic"]]
        self.agencies = words["agency"]
        self._slots = words | {"place": self.places, "person": self.people} | self._numbers()
        self._slots |= {
            f"{name}_cap": [_capital(word) for word in entries]
            for name, entries in self._slots.items()
        }
        self._templates = {
            kind: [_SLOT.split(template) for template in words[kind]]
            for kind in ("headline", "lede", "sentence", "quote")
        }

    def _pairs(self, first: list[str], second: list[str], joint: str) -> list[str]:
        pairs = [joint.join(pair) for pair in product(first, second)]
        self.random.shuffle(pairs)
        return pairs

    @staticmethod
    def _numbers() -> dict[str, list[str]]:
        millions = [f"{n} миллион" for n in range(2, 990, 7)]
        billions = [f"{n // 10},{n % 10} миллиард" for n in range(11, 99)]
        return {
            "few": [str(n) for n in range(2, 10)],
            "n": [str(n) for n in range(12, 980)],
            "percent": [str(n) for n in range(3, 97)],
            "year": [str(n) for n in range(1961, 2021)],
            "big": millions + billions,
        }

    def turn_to(self, number: int) -> Random:
        """Start on article ``number``; gives the chance that all choices for it come from."""
        self.random.seed(_SEED * 1_000_003 + number)
        return self.random

    def headline(self) -> str:
        return self._text("headline")

    def lede(self) -> str:
        return self._text("lede")

    def body(self, photo: int | None = None) -> str:
        """Four to eight paragraphs, some quoted, some headed, one with ``photo`` if given."""
        random = self.random
        blocks = []
        for number in range(random.randint(4, 8)):
            if number and random.random() < 0.15:
                blocks.append(f"<h2>{random.choice(self._slots['subhead'])}</h2>")
            if number and random.random() < 0.3:
                blocks.append(f"<blockquote><p>{self._text('quote')}</p></blockquote>")
            else:
                sentences = [self._text("sentence") for _ in range(random.randint(2, 4))]
                blocks.append(f"<p>{' '.join(sentences)}</p>")
        if photo:
            blocks.insert(2, f'<figure data-photo="{photo}"></figure>')
        return "\n".join(blocks)

    def _text(self, kind: str) -> str:
        chance, slots, templates = self.random.random, self._slots, self._templates[kind]
        parts = templates[int(chance() * len(templates))].copy()
        for place in range(1, len(parts), 2):  # every second part is the name of a slot
            words = slots[parts[place]]
            often = words is self.places or words is self.people
            # Zipf: the second of them is in the news half as often as the first, and so on.
            rank = (len(words) + 1) ** chance() - 1 if often else chance() * len(words)
            parts[place] = words[int(rank)]
        return "".join(parts)
