"""Writes ``articles/related/news_words.txt``: in how many sentences of the news each lemma stands.

    bench/count_news_words.py SENTENCES

``SENTENCES`` has one sentence a line: ``news_sentences.txt``, drawn from KazNERD (see NOTICE). What
stands in fewer than three of them is left out: it is as rare as what stands in none.
"""

import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from articles.kazakh.tokenizer import terms  # noqa: E402

FEWEST = 3


def main(path: str) -> None:
    """Count, and write the file anew."""
    sentences = Path(path).read_text(encoding="utf-8").splitlines()
    counts: Counter[str] = Counter()
    for sentence in sentences:
        counts.update({term.lemma for term in terms(sentence) if not term.is_stop})
    words = sorted(word for word, count in counts.items() if count >= FEWEST)
    words = [word for word in words if not word.isdecimal()]
    head = f"# Made by bench/count_news_words.py of {len(sentences)} sentences. Sources: NOTICE."
    lines = [head, *(f"{word} {counts[word]}" for word in words)]
    target = ROOT / "articles" / "related" / "news_words.txt"
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
