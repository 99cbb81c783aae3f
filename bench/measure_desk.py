"""Measures the desk over one database for ``bench_desk.py``, in this process.

What is written is written for good: the database is a scratch one, whose articles are
given histories first. One article has a history of 10,000 revisions.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from random import Random

import django
import interleave

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment, teardown_test_environment  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402
from histories import write as write_histories  # noqa: E402
from measure_pages import server_time  # noqa: E402

from articles.models import Article, Revision, SearchWord, User  # noqa: E402
from articles.models.workflow.transitions import Status  # noqa: E402
from tests.support.co_editing import form_values  # noqa: E402

DRAFTS = 100
LONG = 10_000
LIST = "/admin/articles/article/"
_numbers = count(1)

Work = tuple[Callable[[], object], Callable[[object], object]]


class Editor:
    """A chief editor at the pages of the admin."""

    def __init__(self):
        self.client = Client(HTTP_HOST="127.0.0.1:8000")
        user, _created = User.objects.get_or_create(
            username="bench", defaults={"is_staff": True, "is_superuser": True}
        )
        self.client.force_login(user)
        random = Random(1)
        keys = list(Article.objects.filter(status=Status.PUBLISHED).values_list("pk", flat=True))
        self.keys = random.sample(keys, 200)
        drafts = Article.objects.filter(status=Status.DRAFT, latest_revision__isnull=False)
        self.drafts = list(drafts.order_by("pk")[:DRAFTS].values_list("pk", flat=True))
        self.turn = count()

    def get(self, address: str):
        response = self.client.get(address)
        assert response.status_code == 200, (address, response.status_code)
        return response

    def post(self, address: str, data: dict):
        response = self.client.post(address, data)
        assert response.status_code == 302, (address, response.content.decode()[:20_000])

    def form(self, key: int) -> tuple[str, dict]:
        """Address and values of the form of an article, changed by a word."""
        address = reverse("admin:articles_article_change", args=[key])
        setup_test_environment()  # so that the page gives its form; not while time is measured
        data = form_values(self.get(address).context["adminform"].form)
        teardown_test_environment()
        data["body"] = data.get("body", "") + f"<p>Жаңа сөз {next(_numbers)}.</p>"
        return address, data

    def next_of(self, keys: list[int]) -> int:
        return keys[next(self.turn) % len(keys)]


def works(editor: Editor) -> Iterator[tuple[str, Work]]:
    """What an editor does: what is made ready unmeasured, and what is done with it."""
    # One of a hundred articles or a few more, so that it fills a page in a newsroom of any size.
    word = SearchWord.objects.filter(articles__gte=100).order_by("articles", "word")[0].shown
    long = long_history(editor)

    def change(key):
        return reverse("admin:articles_article_change", args=[key])

    def saved(key):
        return lambda: editor.form(key())

    def published():
        article = Article.objects.get(pk=editor.next_of(editor.keys))
        new = Article.objects.create(
            headline=f"{article.headline} {next(_numbers)}",
            lede=article.lede,
            body=article.body,
            kind=article.kind,
            section=article.section,
            photo=article.photo,
            seo_headline="Сынақ",
        )
        new.set_authors(list(article.authors.all()) or [])
        new.agency = new.agency or "" if new.bylines.exists() else "Сынақ"
        new.save()
        new.set_tags([tagging.tag for tagging in article.taggings.select_related("tag")])
        new.notify_changed(by=None, at=timezone.now())
        address, data = editor.form(new.pk)
        return address, data | {"_publish": "1"}

    def post(ready):
        editor.post(*ready)

    yield "open form", (lambda: change(editor.next_of(editor.keys)), editor.get)
    yield "open, 10,000 rev.", (lambda: change(long), editor.get)
    yield "save draft", (saved(lambda: editor.next_of(editor.drafts)), post)
    yield "save, 10,000 rev.", (saved(lambda: long), post)
    yield "publish", (published, post)
    yield "list", (lambda: LIST, editor.get)
    yield "list, search", (lambda: f"{LIST}?q={word}", editor.get)
    yield "history", (lambda: reverse("admin:articles_article_history", args=[long]), editor.get)


def long_history(editor: Editor) -> int:
    """The key of a draft with a history of ``LONG`` revisions, written at the first run."""
    article = Article.objects.get(pk=editor.drafts[-1])
    last = article.revisions.first()
    content = last.content
    Revision.objects.bulk_create(
        [
            Revision(article=article, number=n, content=content, act="save", at=last.at)
            for n in range(last.number + 1, LONG)
        ],
        batch_size=500,
    )
    Article.objects.filter(pk=article.pk).update(latest_revision=article.revisions.first())
    article.save_revision(content | {"lede": f"Лид {next(_numbers)}"}, by=None, at=timezone.now())
    return article.pk


def measured(prepare: Callable[[], object], act: Callable[[object], object]):
    """What does it once each time it is called."""

    def one_round() -> interleave.Cost:
        ready, queries = prepare(), []
        before, started = server_time(), time.process_time()
        with connection.execute_wrapper(lambda run, *args: queries.append(1) or run(*args)):
            act(ready)
        here = time.process_time() - started
        return here * 1_000, (server_time() - before) * 1_000, len(queries)

    return one_round


def main() -> None:
    write_histories()
    editor = Editor()
    interleave.serve({name: measured(*work) for name, work in works(editor)})


if __name__ == "__main__":
    main()
