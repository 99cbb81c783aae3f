"""Learn the stems of Kazakh from raw text: ``learned.txt`` and ``common.txt`` of its ``data``.

    python bench/learn_lexicon.py news_sentences.txt passages.jsonl …

Reads plain text, or the ``title`` and ``text`` of JSON lines.  Nothing but counts of stems and
costs of endings is kept.  The method is expectation maximisation over all readings of each word: a
stem that is met with many different endings is a stem.  What a word says of itself is left out
while it is read, else frequent words would vouch for themselves.
"""

import json
import math
import re
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from articles.kazakh import lexicon
from articles.kazakh.lemmas import Lemmatiser
from articles.kazakh.lexicon import PASSIVE, Lexicon, Stems
from articles.kazakh.segmentation import Segmentation, chains, passive_of, segmentations
from articles.kazakh.suffixes import STATES
from articles.kazakh.words import words

DATA = Path(__file__).resolve().parent.parent / "articles/kazakh/data"
HEAD = "# Made by bench/learn_lexicon.py. Sources: NOTICE.\n"
COMMON = 2
ROUNDS = 6
SEED = 3.0
DAMPING = 0.3
LEAST = 0.7
CYRILLIC = re.compile("[а-яёәғқңөұүһі]{2,30}")
FOREIGN = frozenset("щъ")

Stem = tuple[str, bool]


def vocabulary(paths: list[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for path in paths:
        text = Path(path).read_text(encoding="utf-8")
        if path.endswith(".jsonl"):
            rows = (json.loads(line) for line in text.splitlines())
            text = "\n".join(f"{row['title']} {row['text']}" for row in rows)
        found.update(word for word in words(text) if CYRILLIC.fullmatch(word))
    return found


def seeds() -> Counter[Stem]:
    found = Counter({(stem, True): SEED for stem in lexicon.stem_list("verbs.txt")})
    found.update({(stem, False): SEED for stem in lexicon.stem_list("nouns.txt")})
    return found


def first_costs() -> dict[tuple[str, str], float]:
    """Before anything is learned: endings are dear, no ending is cheap, imperatives are rare."""
    costs = {(s, name): 2.5 if name else 0.7 for s, arcs in STATES.items() for name in arcs}
    return {**costs, ("noun", ""): 1.5, ("verb", ""): 5.0}


def all_readings(word: str, table) -> list[tuple[str, bool, float, tuple[str, ...]]]:
    """With passives read both ways; the path of the passive begins with ``passive``."""
    found: list[Segmentation] = list(segmentations(word, table))
    passives = [
        (base, True, cost + PASSIVE, path)
        for stem, verb, cost, path in found
        if verb
        for base in passive_of(stem)
    ]
    return found + passives


class Learner:
    def __init__(self, types: Counter[str]) -> None:
        self.seeds = seeds()
        self.costs = first_costs()
        self.counts: Counter[Stem] = Counter(self.seeds)
        table = chains(dict.fromkeys(self.costs, 0.0))
        fixed = lexicon.fixed()
        self.weights = {word: count**DAMPING for word, count in types.items() if word not in fixed}
        self.readings = {word: all_readings(word, table) for word in self.weights}
        self.own: dict[str, Counter[Stem]] = {}
        self.table = table

    def learn(self) -> Lexicon:
        for _ in range(ROUNDS):
            self.round()
            self.fold_inflected()
        nouns = {s: n for (s, verb), n in self.counts.items() if not verb and n >= LEAST}
        verbs = {s: n for (s, verb), n in self.counts.items() if verb and n >= LEAST}
        return Lexicon(nouns, verbs, self.costs)

    def round(self) -> None:
        stems = Stems(
            {s: n for (s, verb), n in self.counts.items() if not verb},
            {s: n for (s, verb), n in self.counts.items() if verb},
        )
        counts, arcs = Counter(self.seeds), Counter()
        for word, found in self.readings.items():
            if not found:
                continue
            own = self.own.get(word, {})
            chances = self.chances(stems, found, own)
            mine = self.own[word] = Counter()
            for (stem, verb, _, path), chance in zip(found, chances, strict=True):
                if chance > 0.002:
                    mine[stem, verb] += chance * self.weights[word]
                    for arc in path:
                        arcs[arc] += chance * self.weights[word]
            counts.update(mine)
        self.counts = counts
        self.costs = arc_costs(arcs)

    def chances(self, stems: Stems, found: list[Segmentation], own: Counter[Stem]) -> list[float]:
        paths = self.costs
        costs = []
        for stem, verb, cost, path in found:
            price = stems.verb(stem) if verb else stems.noun(stem)
            mine = own.get((stem, verb), 0.0)
            if mine > 0.05:
                count = self.counts[stem, verb]
                alone = stems.verb("ъ" * len(stem)) if verb else stems.noun("ъ" * len(stem))
                rest = max(0.0, count - mine)
                share = math.log((count + 1e-9) / max(rest, 1e-9))
                price = min(price + share, alone)
            costs.append(price + cost + sum(paths[split(arc)] for arc in path))
        least = min(costs)
        raw = [math.exp(least - cost) for cost in costs]
        total = sum(raw)
        return [chance / total for chance in raw]

    def fold_inflected(self) -> None:
        """Give the counts of a «stem» that is plainly an inflected noun to that noun."""
        for (stem, verb), count in list(self.counts.items()):
            if verb or (stem, False) in self.seeds or count < LEAST:
                continue
            for place in range(len(stem) - 3, 1, -1):
                base = stem[:place], False
                if self.counts.get(base, 0) >= 2 and plain(self.table.get(stem[place:], ())):
                    self.counts[base] += count
                    del self.counts[stem, verb]
                    break


def plain(found) -> bool:
    """Is this chain one of plural, first or second person possessive, genitive, ablative …?"""
    sure = {"pl", "1p", "2f", "gen", "abl", "ins", "rel"}
    return any(
        not verb and any(arc.split(":")[1] in sure for arc in path) for verb, *_, path in found
    )


def split(arc: str) -> tuple[str, str]:
    state, _, name = arc.partition(":")
    return state, name


def arc_costs(arcs: Counter[str]) -> dict[tuple[str, str], float]:
    costs = {}
    for state, names in STATES.items():
        total = sum(arcs[f"{state}:{name}"] for name in names) + 0.5 * len(names)
        for name in names:
            costs[state, name] = -math.log((arcs[f"{state}:{name}"] + 0.5) / total)
    return costs


def common(types: Counter[str], lemmatiser: Lemmatiser) -> str:
    """The lemma and the forms of words met more than once, a lemma a line, so that none waits."""
    families: dict[str, list[str]] = {}
    for word in sorted(word for word, count in types.items() if count >= COMMON):
        families.setdefault(lemmatiser.lemma(word), []).append(word)
    return "".join(f"{head} {' '.join(families[head])}\n" for head in sorted(families))


def main(paths: list[str]) -> None:
    types = vocabulary(paths)
    text = lexicon.dump(Learner(types).learn())
    for name, content in (
        ("learned.txt", text),
        ("common.txt", common(types, Lemmatiser(lexicon.parse(text)))),
    ):
        (DATA / name).write_text(HEAD + content, encoding="utf-8")
        print(f"{name}: {len(content.encode()) // 1024} KB from {types.total()} words")


if __name__ == "__main__":
    main(sys.argv[1:])
