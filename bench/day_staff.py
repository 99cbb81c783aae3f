"""The staff of ``prove_day.py``: threads that work at the pages of the desk of a running server."""

import random
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from urllib.parse import quote

from desk_writers import CHIEF, Site, Word, photo, tag_of
from django.db import connections
from django.utils import timezone
from lxml import html

from articles.models import Article, Author, Section, Tag
from tests.support.screen import FRONT, fields_of
from tests.support.staff import form_of

EDITORS = 10
_ADD = "/admin/articles/article/add/"
_WORDS = "су жер ел бала жол қала өзен тау кітап мектеп заң бюджет".split()
# Somebody's acts: given who it is, and what decides by chance, it gives the pauses between two of
# them by the newsroom's clock.
Work = Callable[[int, random.Random], Iterator[timedelta]]


class Day:
    """All who work for so many ``seconds``, in which so many hours (``lasts``) go by."""

    def __init__(self, port: int, lasts: timedelta, seconds: float):
        self.site = Site(port, 30)
        self.seconds, self.began = seconds, time.monotonic()
        self.statuses: dict[str, Counter] = defaultdict(Counter)
        self._speed = lasts.total_seconds() / seconds
        works: list[Work] = [self._editor] * EDITORS
        works += [self._photo_editor, self._layouts, self._merges, self._searches]
        self._threads = [
            threading.Thread(target=self._work, args=[work, number])
            for number, work in enumerate(works)
        ]
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        for thread in self._threads:
            thread.join()

    def _work(self, work: Work, number: int) -> None:
        """Let somebody work for as long as the day lasts."""
        for pause in work(number, random.Random(number)):
            connections.close_all()
            end = min(time.monotonic() + pause.total_seconds() / self._speed, self._over)
            time.sleep(max(0.0, end - time.monotonic()))
            if time.monotonic() >= self._over:
                return

    @property
    def _over(self) -> float:
        return self.began + self.seconds

    def _note(self, act: str, word: Word) -> Word:
        self.statuses[act][word.status] += 1
        return word

    def _post(self, act: str, editor: int, address: str, data: dict) -> Word:
        return self._note(act, self.site.post(editor, address, data))

    def _get(self, act: str, address: str, editor: int | None = None) -> Word:
        headers = {} if editor is None else {"Cookie": self.site.cookies_of(editor)}
        return self._note(act, self.site.ask(address, **headers))

    def _editor(self, editor: int, chance: random.Random) -> Iterator[timedelta]:
        """A new article every quarter of an hour: saved four times, published, amended."""
        for number in count(1):
            headline = f"Мақала {editor}-{number}, {chance.choice(_WORDS)}"
            data = form_of(headline=headline, section=_any(Section, chance).pk, tags=["+Су"])
            data["authors"] = [_any(Author, chance).pk]
            if self._post("add", editor, _ADD, data | {"_save": "1"}).status != 302:
                yield timedelta(minutes=1)
                continue
            article = Article.objects.filter(headline=headline).latest("pk")
            at = f"/admin/articles/article/{article.pk}"
            for step in range(4):
                yield timedelta(minutes=2)
                self._get("form", f"{at}/change/", editor)
                text = " ".join(chance.choices(_WORDS, k=60 * (step + 1)))
                typed = form_of(Article.objects.get(pk=article.pk), body=f"<p>{text}</p>")
                self._post("autosave", editor, f"{at}/autosave/", typed | {"_typed": "1"})
                yield timedelta(minutes=1)
                self._post("save", editor, f"{at}/change/", typed | {"_save": "1"})
                self._get("history", f"{at}/history/", editor)
            article.refresh_from_db()
            self._post("publish", editor, f"{at}/change/", _publishing(article, chance))
            self._get("list", "/admin/articles/article/", editor)
            yield timedelta(minutes=3)
            article.refresh_from_db()
            if article.is_live():
                self._get("page", article.path)
                typed = form_of(article, lede=f"Толықтырылды {number}", _amend="1")
                self._post("amend", editor, f"{at}/change/", typed)

    def _photo_editor(self, editor: int, chance: random.Random) -> Iterator[timedelta]:
        for number in count(1):
            self._note("upload", self.site.upload(editor, number, photo(1600, 1200)))
            yield timedelta(minutes=5)

    def _layouts(self, editor: int, chance: random.Random) -> Iterator[timedelta]:
        for _ in count():
            newest = Article.objects.live(timezone.now()).in_language("kk").newest()[:10]
            act = f"place {chance.choice(list(newest)).pk} top.0"
            for press in (act, "save"):
                shown = self._get("front page", FRONT, CHIEF)
                if shown.status == 200:
                    fields = fields_of(html.fromstring(shown.text))
                    self._post("front page", CHIEF, FRONT, fields | {"act": press})
            yield timedelta(minutes=4)

    def _merges(self, editor: int, chance: random.Random) -> Iterator[timedelta]:
        for _ in count():
            into = Tag.objects.filter(slug="su").first() or tag_of(1)
            self._note("merge", self.site.merge(tag_of(self.site.tagged), into))
            self._get("tasks", "/admin/articles/task/", CHIEF)
            yield timedelta(minutes=30)

    def _searches(self, editor: int, chance: random.Random) -> Iterator[timedelta]:
        for number in count():
            words = quote(" ".join(chance.choices(_WORDS, k=2)))
            self._get("search", f"/search/?q={words}+{number % 50}")
            yield timedelta(seconds=5)


def _any(model, chance: random.Random):
    return chance.choice(list(model.objects.all()[:20]))


def _publishing(article: Article, chance: random.Random) -> dict:
    """The form with its button: at once, or in an hour at most; some go again two hours later."""
    now = timezone.now()
    if chance.random() < 0.4:
        article.published_at = now + timedelta(minutes=chance.randint(5, 60))
    if chance.random() < 0.2:
        article.withdraw_at = now + timedelta(minutes=chance.randint(90, 150))
    return form_of(article, _publish="1")
