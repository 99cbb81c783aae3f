"""What grows faster than its input: each function and screen of the desk at 10, 20 and 40 kB.

    bench/fuzz_growth.py [--only WORD] [--texts WORD] [--without-screens]

Works in an empty database of its own. Texts are of the kinds that make parsers, patterns and
comparisons slow. Figures are ms of processor time, of what is quick the best of three. Exits 1
where twice the input takes more than three times as long, from 10 to 20 and from 20 to 40 kB, or
where the history of 40 kB opens in more than 300 ms. What takes less than 20 ms is not judged:
what differs is compared bit by bit, in C++, which is quadratic but bounded (text/merge.py).
"""

import argparse
import itertools
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
FOLDER = tempfile.TemporaryDirectory()
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ["DATABASE_URL"] = f"sqlite:///{FOLDER.name}/fuzz.sqlite3"
os.environ["MEDIA_ROOT"] = f"{FOLDER.name}/media"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402
from nasty_texts import texts, versions  # noqa: E402

from articles import kazakh  # noqa: E402
from articles.delivery import structured_data  # noqa: E402
from articles.exchange import page, source  # noqa: E402
from articles.exchange.record import BadInput  # noqa: E402
from articles.kazakh import documents, hyphens, words  # noqa: E402
from articles.models import Article  # noqa: E402
from articles.models.content.revisions import merge_contents  # noqa: E402
from articles.models.desk.notes import people_named  # noqa: E402
from articles.models.workflow.publish_checks import has_content  # noqa: E402
from articles.related.subjects import subject_of  # noqa: E402
from articles.search import analysis, matching  # noqa: E402
from articles.search.highlight import Highlighter  # noqa: E402
from articles.text import bodies, diff, merge  # noqa: E402
from tests.factories import make_article  # noqa: E402
from tests.support.staff import form_of, make_staff  # noqa: E402

SIZES = 10_000, 20_000, 40_000  # bytes
JUDGED, STEEP, LONGEST = 0.02, 3, 0.3  # seconds, times, seconds
slowest: dict[str, tuple[float, str]] = {}  # seconds and text, by function


def _body(text: str) -> str:
    """As a body, which is always clean."""
    return bodies.clean(text) if "<p>" in text else bodies.from_paragraphs(text.split("\n"))


def of_text() -> dict[str, Callable[[str], object]]:
    """What takes a plain text or a name."""
    names = "lemma slug collation_key typography detect_script to_latin to_arabic to_cyrillic"
    found = {name: getattr(kazakh, name) for name in names.split()}
    mark = Highlighter({"сөз", "а"})
    return found | {
        "terms": lambda text: list(kazakh.terms(text)),
        "hyphenate": hyphens.hyphenate,
        "words": words.words,
        "name_key": words.name_key,
        "has_words": words.has_words,
        "analyse": lambda text: list(analysis.analyse(text)),
        "highlight": lambda text: (mark.mark(text), mark.passage(text)),
        "the desk's search": matching,
        "people named": people_named,
        "printable": structured_data.printable,
        "imported page": _imported,
    }


def _imported(text: str):
    try:
        for number, line in enumerate(source.lines(text), 1):
            source.composed(line, number)
        head = " date 2026-03-03 #Су\nБөлім\nТақырып\nжаңалық 03.03.2026 15:45\n"
        page.parse(f"{head}{text}\nАвтор\nАвтор\nОқи отырыңыз\n{text}", UTC)
    except BadInput:
        return


def of_body() -> dict[str, Callable[[str], object]]:
    """What takes HTML, clean or not."""
    names = "blocks paragraphs to_text photo_ids links without_addresses reading_minutes"
    found = {name: getattr(bodies, name) for name in names.split()}
    return found | {
        "clean": bodies.clean,
        "from_paragraphs": lambda text: bodies.from_paragraphs([text, *text.split("\n")]),
        "without_links": lambda text: bodies.without_links(text, {"/a/"}),
        "render": lambda text: bodies.render(text, str),
        "has_content": has_content,
        "subject": lambda text: subject_of(Article(headline="Тақырып", body=text)),
        "page in Latin": lambda text: documents.convert_document(
            text, kazakh.to_latin, lang="kk-Latn"
        ),
    }


def of_versions() -> dict[str, Callable[[str, str], object]]:
    """What takes a text as it was and as it is."""
    return {
        "word_diff": diff.word_diff,
        "body_diff": lambda old, new: diff.body_diff(_body(old), _body(new)),
        "merge": lambda old, new: merge.merge(bodies.blocks(_body(old)), [], [_body(new)]),
        "merge of words": lambda old, new: merge.merge(
            old.split(), new.split(), list(reversed(old.split()))
        ),
        "merge_contents": lambda old, new: merge_contents(
            {"body": _body(old)}, {"body": _body(new)}, {"body": _body(new + old[:100])}
        ),
    }


def of_screens() -> dict[str, Callable[[str], object]]:
    """What a screen of the desk does with a body that is typed in."""
    client = Client()
    client.force_login(make_staff("Chief editor", is_superuser=True))
    article = make_article(publish=False)
    at, saved = f"/admin/articles/article/{article.pk}", set()

    def typed(text, **fields):
        return form_of(Article.objects.get(pk=article.pk), body=text, **fields)

    def history(text):
        """The page alone, from the second time on: the first saves both texts."""
        latest = Article.objects.get(pk=article.pk)
        for body in map(bodies.clean, (text, next(versions(text)))) if text not in saved else ():
            latest.save_revision(latest.content() | {"body": body}, by=None, at=timezone.now())
        saved.add(text)
        assert client.get(f"{at}/history/{latest.latest_revision.number}/").status_code == 200

    turn = itertools.count()

    def clash(text):
        """A colleague saves another version meanwhile; the form comes back with both."""
        mine, theirs = typed(text), list(versions(text))
        latest = Article.objects.get(pk=article.pk)
        body = bodies.clean(theirs[next(turn) % len(theirs)])
        latest.save_revision(latest.working_content() | {"body": body}, by=None, at=timezone.now())
        client.post(f"{at}/change/", mine)

    def choose(kind):
        return lambda text: client.get(f"/admin/articles/article/choose/{kind}/", {"q": text})

    return {
        "clash": clash,
        "choose a tag": choose("tags"),
        "choose an author": choose("authors"),
        "choose an article": choose("articles"),
        "save": lambda text: client.post(f"{at}/change/", typed(text)),
        "form": lambda text: client.get(f"{at}/change/"),
        "history": history,
        "autosave": lambda text: client.post(f"{at}/autosave/", typed(text, _typed=1)),
        "preview": lambda text: client.post(f"{at}/preview/", typed(text)),
    }


def took(function: Callable[[str], object], *arguments: str) -> float:
    """Seconds of processor time, the least of three."""
    found = []
    for _ in range(3):
        begin = time.process_time()
        function(*arguments)
        found.append(time.process_time() - begin)
        if len(found) > 1 and sum(found) > 0.1:
            break
    return min(found)


def growth(name: str, of: str, function: Callable, inputs: list[tuple[str, ...]]) -> bool:
    """Print the times of one function where they grow too fast; whether they do not."""
    times = []
    for arguments in inputs:
        times.append(took(function, *arguments))
        if times[-1] > 20:
            break
    steep = all(later > STEEP * earlier for earlier, later in itertools.pairwise(times))
    slow = name == "history" and times[-1] > LONGEST
    slowest[name] = max(slowest.get(name, (0.0, "")), (times[-1], of))
    is_bad = slow or times[-1] > 20 or (steep and times[-1] > JUDGED)
    figures = " ".join(f"{1000 * one:9.1f}" for one in times)
    if is_bad:
        print(f"GROWS {name:18} {of:32} {figures}", flush=True)
    return not is_bad


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", help="functions whose name has this in it")
    parser.add_argument("--texts", default="", help="texts whose name has this in it")
    parser.add_argument("--without-screens", action="store_true", help="functions alone")
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    functions = of_text() | of_body() | ({} if options.without_screens else of_screens())
    fine = []
    for of, made in texts().items():
        if options.texts not in of:
            continue
        inputs = [made(size) for size in SIZES]
        for name, function in functions.items():
            if options.only in name:
                fine.append(growth(name, of, function, [(text,) for text in inputs]))
        for way, pairs in _versions(inputs):
            for name, function in of_versions().items():
                if options.only in name:
                    fine.append(growth(name, f"{of}, {way}", function, pairs))
    for name, (seconds, of) in sorted(slowest.items(), key=lambda item: -item[1][0]):
        print(f"{1000 * seconds:9.1f} ms {name}: {of}")
    print(f"{len(fine)} tried, {fine.count(False)} grow faster than their input")
    sys.exit(not all(fine))


def _versions(inputs: list[str]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    changed = [list(versions(text)) for text in inputs]
    for number, way in enumerate(("some words changed", "turned round", "shuffled", "cut")):
        yield way, [(text, ways[number]) for text, ways in zip(inputs, changed, strict=True)]


if __name__ == "__main__":
    main()
