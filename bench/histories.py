"""Gives every article of a scratch database a history, and the record of acts its rows, once.

Each gets two more saves behind the one that ``seed_demo`` gave it, past the verbs, and for each
save the act that would have been recorded with it.
"""

from datetime import timedelta
from itertools import islice

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Value

from articles.db import statistics
from articles.models import Article, AuditEntry, Revision
from articles.models.audit import FIRST_SEAL

_SAVES, _BATCH = 3, 2_000


def write() -> None:
    """Write what is missing."""
    if AuditEntry.objects.filter(origin="bench").exists():
        return
    with transaction.atomic():
        for number in range(2, _SAVES + 1):
            _save_again(number)
        newest = Revision.objects.filter(article=OuterRef("pk")).order_by("-number").values("pk")
        Article.objects.update(latest_revision=newest[:1], live_revision=newest[:1])
        _record()
    statistics.refresh()


def _save_again(number: int) -> None:
    """Another revision of all, an hour behind the last: in the database, since it is gigabytes."""
    later = Revision.objects.filter(article=OuterRef("article"), number=number)
    columns = ["article_id", "number", "content", "packed", "act", "by_id", "at", "note"]
    rows = (
        Revision.objects.filter(~Exists(later), number=number - 1)
        .order_by()
        .annotate(next=F("number") + 1, did=Value(Revision.Action.SAVE))
        .values_list("article_id", "next", "whole", "packed", "did", "by_id", "at", "note")
    )
    sql, params = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        names = ", ".join(columns)
        cursor.execute(f"INSERT INTO articles_revision ({names}) {sql}", params)


def _record() -> None:
    last = AuditEntry.objects.order_by("-pk").values_list("pk", "seal").first() or (0, FIRST_SEAL)
    acts = _acts(*last)
    while batch := list(islice(acts, _BATCH)):
        AuditEntry.objects.bulk_create(batch)


def _acts(pk: int, seal: str):
    saves = Revision.objects.order_by("at", "pk").values_list("article_id", "number", "at", "act")
    titles = dict(Article.objects.values_list("pk", "headline"))
    for article, number, at, verb in saves.iterator():
        pk += 1
        act = AuditEntry(
            pk=pk,
            at=at.replace(microsecond=0) + timedelta(hours=number),
            origin="bench",
            verb=verb,
            model="article",
            key=article,
            title=titles[article],
            before={"revision": number - 1 or None},
            after={"revision": number, "digest": seal},
        )
        act.seal = seal = act.sealed(seal)
        yield act
