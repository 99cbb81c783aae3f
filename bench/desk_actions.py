"""What ``prove_desk.py`` kills in the middle: for each act, what does it and what must then hold.

Each takes who acts and a number that stands in the headline, and gives two functions: one without
arguments that acts, and one that is given the article.
"""

import time
from datetime import timedelta

from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from articles.models import Article, AuditEntry, User
from tests.factories import make_author, make_section
from tests.support.staff import form_of

ADD = "/admin/articles/article/add/"


def filled(number: int, **fields) -> dict:
    chosen = {"section": make_section().pk, "authors": [make_author().pk], "tags": ["+Су"]}
    return form_of(headline=f"Мақала №{number}.", body="<p>Мәтін.</p>", **chosen | fields)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def posted(user: User, url: str, data: dict):
    """The act of sending a form."""
    client = signed_in(user)

    def action():
        response = client.post(url, data)
        assert response.status_code == 302, response.content.decode()

    return action


def change(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def new_and_published(user: User, number: int):
    def check(article):
        assert article.is_live()
        assert verbs(article) == ["save", "publish"], verbs(article)

    return posted(user, ADD, filled(number, _publish="1")), check


def new_and_scheduled(user: User, number: int):
    at = timezone.localtime() + timedelta(days=2)
    instant = {"published_at_0": f"{at:%d.%m.%Y}", "published_at_1": "09:00:00"}

    def check(article):
        assert article.is_scheduled
        assert verbs(article) == ["save", "publish"], verbs(article)

    return posted(user, ADD, filled(number, _publish="1", **instant)), check


def made(user: User, number: int, **fields) -> Article:
    """An article that is there before the act."""
    posted(user, ADD, filled(number, **fields))()
    return Article.objects.get(headline__contains=f"№{number}.")


def saved_again(user: User, number: int):
    article = made(user, number)
    data = form_of(article, lede="Жаңа лид", body="<p>Жаңа мәтін.</p>")

    def check(article):
        assert article.lede == "Жаңа лид"
        assert verbs(article) == ["save", "save"], verbs(article)

    return posted(user, change(article), data), check


def amended(user: User, number: int):
    article = made(user, number, _publish="1")
    data = form_of(article, lede="Жаңа лид", _amend="1")

    def check(article):
        assert article.lede == "Жаңа лид"
        assert verbs(article) == ["save", "publish", "save", "amend", "correct"], verbs(article)
        assert article.corrections.count() == 1

    return posted(user, change(article), data), check


def announced(user: User, number: int):
    article = made(user, number)
    at = timezone.now() + timedelta(seconds=1)
    article.published_at = at.replace(microsecond=0)
    article.publish(by=user, at=at - timedelta(hours=1))
    time.sleep(1)

    def check(article):
        assert article.announcements.get().announced_at
        assert verbs(article) == ["save", "publish", "announce"], verbs(article)

    return lambda: call_command("publish_due", verbosity=0), check


DESK_ACTIONS = [new_and_published, saved_again, new_and_scheduled, amended, announced]


def verbs(article: Article) -> list[str]:
    acts = AuditEntry.objects.filter(model="article", key=article.pk).order_by("pk")
    return [act.verb for act in acts]
