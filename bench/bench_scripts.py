"""How fast, and how faithfully, Kazakh goes from script to script.

    bench/bench_scripts.py TEXT [--page FILE]

TEXT is Kazakh in Cyrillic, a sentence a line; FILE an HTML page in Cyrillic. Prints megabytes of
UTF-8 a second, the words that come back from Latin and from Arabic as they were (case ignored), the
processor time of a whole page, and the slowest of many unkind inputs of 10 KB.
"""

import argparse
import random
import re
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from articles.kazakh import detect_script, to_arabic, to_cyrillic, to_latin
from articles.kazakh.documents import convert_document

WORD = re.compile(r"[^\W\d_]+")
CYRILLIC_WORD = re.compile("[\u0400-\u04ff]+")
UNKIND = [
    "а", "ә ", "<", '<a "', "<!--", "<script>", "<b lang=ru>", "</b>", "<a x='\"", "<p a='ә'>",
    "&a", "а.", "a@", "www.", "http://", ".қаз", "Ә-", "ХІ", "+7 ", "ya", "İ", "ٴا", "يا ",
]  # fmt: skip
LISTED = [f"{first}{second}жүйелі" for first in "абвгдежзик" for second in "абвгдежзиклмнопрстуф"]

Convert = Callable[[str], str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("text", type=Path)
    parser.add_argument("--page", type=Path)
    options = parser.parse_args()
    lines = options.text.read_text(encoding="utf-8").splitlines()
    text = "\n".join(lines)
    latin, arabic = to_latin(text), to_arabic(text)
    for convert in (to_latin, to_arabic, to_cyrillic):  # whose data are read when first needed
        convert("жылу jylu جىلۋ")
    for name, convert, source in (
        ("to_latin", to_latin, text),
        ("to_latin, 200 exceptions", partial(to_latin, exceptions=LISTED), text),
        ("to_arabic", to_arabic, text),
        ("to_cyrillic, Latin", to_cyrillic, latin),
        ("to_cyrillic, Arabic", to_cyrillic, arabic),
        ("detect_script", detect_script, text),
    ):
        speed = len(source.encode()) / 1e6 / seconds(convert, source)
        print(f"{name:<28}{speed:8.1f} MB/s")
    for name, convert in (("Latin", to_latin), ("Arabic", to_arabic)):
        print(f"{'and back from ' + name:<28}{returned(lines, convert):8.2%} of words")
    if options.page:
        page = options.page.read_text(encoding="utf-8")
        whole = partial(convert_document, convert=to_arabic, lang="kk-Arab", right_to_left=True)
        cost = min(seconds(whole, page) for _ in range(50))
        print(f"{'a page in Arabic script':<28}{cost * 1_000:8.2f} ms")
    cost, part = slowest()
    print(f"{'slowest 10 KB':<28}{cost * 1_000:8.1f} ms, of {part!r}")


def seconds(convert: Convert, text: str) -> float:
    started = time.process_time()
    convert(text)
    return time.process_time() - started


def returned(lines: list[str], convert: Convert) -> float:
    """The share of Cyrillic words that are the same after the way there and back."""
    same = total = 0
    for line in lines:
        there = WORD.findall(line.lower())
        back = WORD.findall(to_cyrillic(convert(line)).lower())
        for before, after in zip(there, back, strict=False):
            if CYRILLIC_WORD.fullmatch(before):
                total += 1
                same += before == after
    return same / total


def slowest() -> tuple[float, str]:
    chance = random.Random(1)
    mixed = ["".join(chance.choices(UNKIND, k=6)) for _ in range(300)]
    whole = partial(convert_document, convert=to_arabic, lang="kk-Arab", right_to_left=True)
    return max(
        (seconds(convert, part * (10_000 // len(part.encode()))), part)
        for part in UNKIND + mixed
        for convert in (to_latin, to_arabic, to_cyrillic, detect_script, whole)
    )


if __name__ == "__main__":
    main()
