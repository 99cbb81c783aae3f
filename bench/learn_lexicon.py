"""Learn the stems of Kazakh from raw text: ``learned.txt`` and ``common.txt`` of its ``data``.

    python bench/learn_lexicon.py news_sentences.txt passages.jsonl …

Reads plain text, or the ``title`` and ``text`` of JSON lines.  Nothing but counts of stems, costs
of endings and names is kept.  The method is expectation maximisation over all readings of each
word: a stem that is met with many different endings is a stem.  What a word says of itself is left
out while it is read, else frequent words would vouch for themselves.

After each round stems that are none are given to those that are: an inflected noun to its noun, a
loan without its last letter to the whole one, and what no text has by itself to what texts have and
what explains all its forms as well.  Names are known by their capitals within sentences.
"""

import hashlib
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from articles.kazakh import lexicon
from articles.kazakh.lemmas import Lemmatiser
from articles.kazakh.lexicon import PASSIVE, Lexicon, Stems
from articles.kazakh.loans import forms_of, is_name
from articles.kazakh.segmentation import (
    Segmentation,
    chains,
    passive_of,
    segmentations,
    stem_contexts,
)
from articles.kazakh.suffixes import STATES
from articles.kazakh.words import words

DATA = Path(__file__).resolve().parent.parent / "articles/kazakh/data"
HEAD = "# Made by bench/learn_lexicon.py of {} words. Sources: NOTICE. Made with {}\n"
MODULES = ("lexicon", "loans", "segmentation", "suffixes", "words")
LISTS = ("fixed.txt", "loans.txt", "names.txt", "nouns.txt", "places.txt", "verbs.txt")
COMMON = 2
ROUNDS = 6
SEED = 3.0
DAMPING = 0.3
LEAST = 0.7
NEW_VERB = 3.0  # verbs have to be found: here an unknown one costs less than it does later
CYRILLIC = re.compile("[а-яёәғқңөұүһі]{2,30}")
NAME = re.compile("(?<=[а-яёәғқңөұүһі,] )[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі]{2,29}(?![а-яёәғқңөұүһі-])")
CASES = frozenset(f"noun:{case}" for case in ("gen", "acc", "dat", "loc", "abl", "ins"))
FOREIGN = frozenset("вфцчщъьэё")  # letters that no verb has
SMALL = 0.1  # how often a name may be written small
KNOWN_NAMES = ("names.txt", "places.txt")

Stem = tuple[str, bool]


def read(path: str) -> str:
    text = Path(path).read_text(encoding="utf-8")
    if path.endswith(".jsonl"):
        rows = (json.loads(line) for line in text.splitlines())
        text = "\n".join(f"{row['title']} {row['text']}" for row in rows)
    return text


def vocabulary(text: str) -> Counter[str]:
    return Counter(word for word in words(text) if CYRILLIC.fullmatch(word))


def capitals(text: str) -> tuple[Counter[str], Counter[str]]:
    """The words with a capital within sentences, and the words without any."""
    found = Counter(name.lower() for name in NAME.findall(text))
    return found, Counter(re.findall("(?<![а-яёәғқңөұүһі-])[а-яёәғқңөұүһі]+", text))


def names_of(found: Counter[str], small: Counter[str], listed: set[str], table) -> set[str]:
    """Words with capitals that are no forms of others, and were met twice or in several cases."""
    names = {name for name in found if small[name] <= SMALL * found[name]}
    forms: dict[str, set[str]] = {}
    cases: dict[str, set[str]] = {}
    for name in names:
        for base, path in cut(name, table):
            forms.setdefault(base, set()).add(name)
            if len(path) == 1 and path[0] in CASES:
                cases.setdefault(base, set()).add(path[0])
    alone = names.difference(*forms.values())
    several = {base for base, of in cases.items() if len(base) > 3 and len(of) > 1}
    whole = several | {name for name in alone if found[name] > 1}
    inflected = [forms[base] for base in forms if base in found or base in listed]
    return {name for name in whole.difference(*inflected) if small[name] <= SMALL * found[name]}


def cut(name: str, table) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What ``name`` may be without endings of nouns that are in harmony with it, and these."""
    for place in range(2, len(name)):
        bits = stem_contexts(name[:place])
        for verb, contexts, _, _, path in table.get(name[place:], ()):
            if not verb and contexts & bits:
                yield name[:place], path


def seeds(names: Iterable[str]) -> Counter[Stem]:
    nouns = [*lexicon.stem_list("nouns.txt"), *lexicon.stem_list("loans.txt"), *names]
    verbs = dict.fromkeys(((stem, True) for stem in lexicon.stem_list("verbs.txt")), SEED)
    return Counter({**verbs, **{(stem, False): SEED for stem in nouns}})


def first_costs() -> dict[tuple[str, str], float]:
    """Before anything is learned: endings are dear, no ending is cheap, imperatives are rare."""
    costs = {(s, name): 2.5 if name else 0.7 for s, arcs in STATES.items() for name in arcs}
    return {**costs, ("noun", ""): 1.5, ("verb", ""): 5.0}


def all_readings(word: str, table, loans) -> list[tuple[str, bool, float, tuple[str, ...]]]:
    """With passives read both ways; the path of the passive begins with ``passive``."""
    found: list[Segmentation] = list(segmentations(word, table))
    passives = [
        (base, True, cost + PASSIVE, path)
        for stem, verb, cost, path in found
        if verb
        for base in passive_of(stem)
    ]
    return [one for one in found + passives if not one[1] or is_native(one[0], loans)]


def is_native(verb: str, loans) -> bool:
    return verb not in loans and FOREIGN.isdisjoint(verb)


class Learner:
    def __init__(self, text: str) -> None:
        self.costs = first_costs()
        table = chains(dict.fromkeys(self.costs, 0.0))
        types = self.types = vocabulary(text)
        listed = {name for file in KNOWN_NAMES for name in lexicon.stem_list(file)}
        self.names = frozenset(listed | names_of(*capitals(text), listed, table))
        self.seeds = seeds(sorted(self.names))
        self.counts: Counter[Stem] = Counter(self.seeds)
        fixed = lexicon.fixed()
        self.loans = {
            form: loan for loan in lexicon.stem_list("loans.txt") for form in forms_of(loan)
        }
        verbless = self.loans.keys() | set(lexicon.stem_list("loans.txt"))
        self.weights = {word: count**DAMPING for word, count in types.items() if word not in fixed}
        self.readings = {word: all_readings(word, table, verbless) for word in self.weights}
        self.own: dict[str, Counter[Stem]] = {}
        self.table = table

    def learn(self) -> Lexicon:
        for _ in range(ROUNDS):
            self.round()
            self.fold_loans()
            self.fold_cut()
            self.fold_inflected()
        nouns = {s: n for (s, verb), n in self.counts.items() if not verb and n >= LEAST}
        verbs = {s: n for (s, verb), n in self.counts.items() if verb and n >= LEAST}
        return Lexicon(nouns, verbs, self.costs, self.names)

    def round(self) -> None:
        stems = Stems(
            {s: n for (s, verb), n in self.counts.items() if not verb},
            {s: n for (s, verb), n in self.counts.items() if verb},
            NEW_VERB,
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

    def fold_loans(self) -> None:
        """Give the counts of a loan without its last letter to the whole one: журналис."""
        for (stem, verb), count in list(self.counts.items()):
            if verb or count < LEAST or (stem not in self.types and (stem, verb) not in self.seeds):
                continue
            for form in forms_of(stem):
                if (form, False) not in self.seeds:
                    self.loans[form] = stem
                    self.give(form, stem)

    def fold_cut(self) -> None:
        """Give what no text has by itself to what explains all its forms: виз, виза, визасын."""
        met: dict[str, list[set[str]]] = {}
        for word, own in self.own.items():
            stems = {stem for stem, verb, *_ in self.readings[word] if not verb}
            for (stem, verb), share in own.items():
                if not verb and share > LEAST / 2:
                    met.setdefault(stem, []).append(stems)
        for stem, several in met.items():
            if stem in self.types or (stem, False) in self.seeds or len(several) < 2:
                continue
            common = set.intersection(*several)
            longer = [s for s in common if s in self.types and len(s) > len(stem)]
            if longer:
                self.give(stem, min(longer, key=lambda s: (len(s), s)))

    def fold_inflected(self) -> None:
        """Give the counts of a «stem» that is plainly an inflected noun to that noun."""
        for (stem, verb), count in list(self.counts.items()):
            if verb or (stem, False) in self.seeds or count < LEAST:
                continue
            for place in range(len(stem) - 1, 1, -1):
                base, found = stem[:place], self.table.get(stem[place:], ())
                if self.is_inflected(base, found):
                    self.give(stem, self.loans.get(base, base))
                    break

    def is_inflected(self, base: str, found) -> bool:
        if base in self.names or base in self.loans or is_name(base):
            return any(not verb for verb, *_ in found)
        least = LEAST if base in self.types else 2
        return self.counts.get((base, False), 0) >= least and plain(found)

    def give(self, stem: str, other: str) -> None:
        self.counts[other, False] += self.counts.pop((stem, False), 0.0)


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


def digest() -> str:
    """What was learned with: this script, what it calls, and the lists written by hand."""
    code = [Path(__file__), *(DATA.parent / f"{module}.py" for module in MODULES)]
    found = hashlib.blake2b(digest_size=8)
    for path in [*code, *(DATA / name for name in LISTS)]:
        lines = map(str.strip, path.read_text(encoding="utf-8").splitlines())
        found.update("\n".join(line for line in lines if line and line[0] != "#").encode())
    return found.hexdigest()


def main(paths: list[str]) -> None:
    learner = Learner("\n".join(map(read, paths)))
    types, text = learner.types, lexicon.dump(learner.learn())
    forms = common(types, Lemmatiser(lexicon.parse(text)))
    for name, content in (("learned.txt", text), ("common.txt", forms)):
        head = HEAD.format(types.total(), digest())
        (DATA / name).write_text(head + content, encoding="utf-8")
        print(f"{name}: {len(content.encode()) // 1024} KB from {types.total()} words")


if __name__ == "__main__":
    main(sys.argv[1:])
