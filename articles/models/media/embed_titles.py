"""What providers call the embeds in texts: asked for once, and kept beside the texts."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import Case, DateTimeField, F, Value, When
from django.utils.translation import gettext_lazy as _

from ...text import embeds

# How long after each attempt a provider is asked again that gave no answer; then it is given up.
PAUSES = [timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=2), timedelta(days=1)]
RENEWED_AFTER = timedelta(days=1)  # what was given up may be asked for again
MOST_NOTED = 100  # embeds of one text
LONGEST_FAILURE = 200


class EmbedTitleQuerySet(models.QuerySet["EmbedTitle"]):
    """The words in which they are asked for, and what becomes of many at once."""

    def of(self, pages: Iterable[str]):
        """Those of these addresses, however many."""
        return self.filter(pk__among=json.dumps(list(pages)))

    def due(self, at: datetime):
        """Those to be asked for at ``at``, in their turn."""
        return self.filter(retry_at__lte=at).order_by("retry_at", "pk")

    def known(self, pages: Iterable[str]) -> dict[str, str]:
        """The titles by address, as far as they are known; no query without ``pages``."""
        pages = list(pages)
        return dict(self.of(pages).titles()) if pages else {}

    def titles(self):
        """Addresses and titles of those that have one."""
        return self.exclude(title="").order_by().values_list("address", "title")

    def note(self, pages: Iterable[str], *, at: datetime) -> bool:
        """Have titles asked for that were not yet, or were given up a day ago; whether any was."""
        pages = list(dict.fromkeys(pages))[:MOST_NOTED]
        known = {row.pk: row for row in self.of(pages)} if pages else {}
        new = [_awaited(page, at) for page in pages if page not in known]
        again = [row.pk for row in known.values() if row.is_given_up(at - RENEWED_AFTER)]
        if not new and not again:
            return False
        with transaction.atomic(savepoint=False):
            EmbedTitle.objects.bulk_create(new, ignore_conflicts=True)
            self.of(again).update(attempts=0, retry_at=at)
        return True

    def put_off(self, failure: str, *, at: datetime) -> None:
        """Nobody has answered: ask again later, or no more after so many attempts."""
        later = (When(attempts=n, then=Value(at + pause)) for n, pause in enumerate(PAUSES))
        self.order_by().update(
            attempts=F("attempts") + 1,
            asked_at=at,
            failure=failure[:LONGEST_FAILURE],
            retry_at=Case(*later, default=None, output_field=DateTimeField()),
        )


class EmbedTitle(models.Model):
    """The title of what stands at ``address`` (:attr:`articles.text.embeds.Embed.page`).

    It is empty before the provider has told it, and if it does not. ``asked_at`` is the last
    attempt, ``failure`` what came of it, ``retry_at`` the next one; None where there is none. A
    title that is known stays as it was told.
    """

    address = models.CharField(max_length=200, primary_key=True)
    provider = models.CharField(max_length=20)  # its key
    title = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=LONGEST_FAILURE, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(null=True, db_index=True)

    objects = EmbedTitleQuerySet.as_manager()

    class Meta:
        verbose_name = _("title of an embed")
        verbose_name_plural = _("titles of embeds")
        default_permissions = ()

    def __str__(self):
        return self.title or self.address

    @property
    def is_awaited(self) -> bool:
        """Whether its provider is about to be asked; not where it has given no answer before."""
        return self.retry_at is not None and not self.attempts

    def is_given_up(self, before: datetime) -> bool:
        """Whether nobody asks any more for a title that was not told, since ``before``."""
        is_open = self.title or self.retry_at is not None
        return not is_open and self.asked_at is not None and self.asked_at <= before

    def learn(self, title: str, *, at: datetime) -> None:
        """Its provider has told the title."""
        self._end(title=title, failure="", at=at)

    def give_up(self, failure: str, *, at: datetime) -> None:
        """Its provider has answered that it tells none."""
        self._end(title="", failure=failure[:LONGEST_FAILURE], at=at)

    def _end(self, *, at, **fields):
        type(self).objects.filter(pk=self.pk).update(
            attempts=F("attempts") + 1, asked_at=at, retry_at=None, **fields
        )


def _awaited(page: str, at: datetime) -> EmbedTitle:
    """A new row, unsaved, which is due at ``at``."""
    found = embeds.recognise(page)
    return EmbedTitle(address=page, provider=found.provider.key if found else "", retry_at=at)
