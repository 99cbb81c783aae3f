"""Editors who work on one article at the same time, each through the admin's own pages.

A round is a list of steps (which editor, what he does, a number that decides where). Every word
that is typed is a new one, so that at the end each can be looked for. What an editor takes out,
or gives up where he was asked to choose, does not count as lost.
"""

import itertools
import re
from dataclasses import dataclass, field

from django.test import Client
from django.urls import reverse

from articles.models import Article
from articles.text import bodies

ACTIONS = (
    "word headline lede paragraph block delete tag beat reload crash save save save leave move"
).split()
TEXTS = ("headline", "lede", "body")
TYPED = (
    '<figure data-pullquote="{}"></figure>',
    '<figure data-embed="https://t.me/auyl_kanaly/15" data-title="{}"></figure>',
    "<aside><h3>Анықтама</h3><p>{}</p></aside>",
)
_words = itertools.count(1)


def words_in(text):
    return set(re.findall(r"сөз\d+", text or ""))


def with_word(block, word):
    """``block`` with one word more: at the end of a paragraph, or of what a typed block says."""
    paragraph = block.replace("</p>", f" {word}</p>", 1)
    return paragraph if paragraph != block else block.replace('"></figure>', f' {word}"></figure>')


def form_values(form):
    """What a browser would send of the admin's form of an article, as it is shown."""
    values = {name: form[name].value() for name in form.fields}
    data = {name: value for name, value in values.items() if value not in (None, "")}
    for name, part in form.fields.items():
        if hasattr(part.widget, "widgets"):
            shown = part.widget.get_context(name, data.pop(name, None), {})
            for half in shown["widget"]["subwidgets"]:
                data[half["name"]] = half["value"] or ""
    return data | {"key": form.key, "shown": form.shown_now(), "base": form.base_key}


@dataclass
class Round:
    """One article, those who write it, and what they have typed and given up."""

    article: Article
    users: list
    typed: set = field(default_factory=set)
    given_up: set = field(default_factory=set)

    def __post_init__(self):
        self.editors = [CoEditor(self, user) for user in self.users]

    def play(self, steps):
        """Take the steps; then everybody saves what he has. Gives the words that are lost."""
        for number, action, where in steps:
            getattr(self.editors[number % len(self.editors)], action)(where)
        for editor in self.editors:
            editor.finish()
        return self.typed - self.given_up - self.found()

    def found(self):
        content = Article.objects.get(pk=self.article.pk).working_content()
        return set().union(*(words_in(content[name]) for name in TEXTS))

    def new_word(self):
        word = f"сөз{next(_words)}"
        self.typed.add(word)
        return word


class CoEditor:
    """One of them: a browser with the form of the article open, or not."""

    def __init__(self, game, user):
        self.game = game
        self.client = Client()
        self.client.force_login(user)
        self.url = reverse("admin:articles_article_change", args=[game.article.pk])
        self.beats = reverse("admin:articles_article_autosave", args=[game.article.pk])
        self.data, self.clashes = None, {}

    def open(self, key=""):
        response = self.client.get(self.url + (f"?unsaved={key}" if key else ""))
        self.read(response.context["adminform"].form)

    def read(self, form):
        """Have the page open that ``form`` was shown on."""
        self.data = form_values(form)
        self.clashes = dict(form.clashes)

    @property
    def blocks(self):
        return bodies.blocks(self.data.get("body", ""))

    def is_here(self):
        if self.data is None:
            self.open()
        return self.data

    # What he does

    def word(self, where):
        self.is_here()
        blocks = self.blocks or ["<p></p>"]
        place = where % len(blocks)
        blocks[place] = with_word(blocks[place], self.game.new_word())
        self.data["body"] = "".join(blocks)

    def paragraph(self, where):
        self.is_here()
        blocks = self.blocks
        blocks.insert(where % (len(blocks) + 1), f"<p>{self.game.new_word()}</p>")
        self.data["body"] = "".join(blocks)

    def block(self, where):
        """Put in a typed block, whose words are in an attribute."""
        self.is_here()
        blocks = self.blocks
        new = TYPED[where % len(TYPED)].format(self.game.new_word())
        blocks.insert(where % (len(blocks) + 1), new)
        self.data["body"] = "".join(blocks)

    def delete(self, where):
        self.is_here()
        if blocks := self.blocks:
            gone = blocks.pop(where % len(blocks))
            self.game.given_up |= words_in(gone) - words_in("".join(blocks))
            self.data["body"] = "".join(blocks)

    def move(self, where):
        self.is_here()
        if blocks := self.blocks:
            blocks.append(blocks.pop(where % len(blocks)))
            self.data["body"] = "".join(blocks)

    def headline(self, where):
        self.is_here()
        self.data["headline"] = f"{self.data['headline']} {self.game.new_word()}"[-200:]

    def lede(self, where):
        self.is_here()
        self.data["lede"] = f"{self.data.get('lede', '')} {self.game.new_word()}"

    def tag(self, where):
        self.is_here()
        self.data["tags"] = [*self.data.get("tags", []), f"+Тег {where % 5}"]

    def beat(self, where=0):
        self.is_here()
        answer = self.client.post(self.beats, self.data | {"_typed": "1"})
        assert answer.json()["autosaved"]

    def reload(self, where):
        """As the page does when it is left: what was typed goes to the server."""
        self.is_here()
        self.beat()
        self.open(self.data["key"])

    def crash(self, where):
        """The browser is gone; what its own store has is sent when it is back."""
        self.is_here()
        answer = self.client.post(self.beats, self.data | {"_typed": "1", "_rescued": "1"})
        self.open(self.data["key"] if answer.json()["autosaved"] else "")

    def save(self, where):
        self.is_here()
        for name, (theirs, mine) in self.clashes.items():
            if name == "body":
                continue
            choice = ("theirs", "mine")[where % 2]
            given = mine if choice == "theirs" else theirs
            given = f"{given} {self.data.get(name, '')}" if choice == "theirs" else given
            stays = theirs if choice == "theirs" else self.data.get(name, "")
            self.game.given_up |= words_in(given) - words_in(stays)
            self.data[f"choice_{name}"] = choice
        response = self.client.post(self.url, self.data)
        if response.status_code == 302:
            self.data, self.clashes = None, {}
            return True
        form = response.context["adminform"].form
        assert form.clashes, form.errors
        self.read(form)
        return False

    def leave(self, where):
        """Goes away without saving, and comes back by what is offered."""
        self.reload(where)

    def finish(self):
        for attempt in range(10):
            if self.data is None or self.save(attempt):
                return
        raise AssertionError("an editor cannot save")
