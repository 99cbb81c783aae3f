"""Notes of colleagues to each other, on an article."""

import re
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from ...signals import note_written
from ..audit import AuditEntry
from ..content.article import Article
from ..people.users import User

LONGEST = 2000
LAST = timedelta(days=14)  # that a note stands on the desk
_NAMED = re.compile(r"(?<![\w.@+-])@([\w.@+-]+)")


class Note(models.Model):
    """What somebody of the desk says about an article; who is named with ``@`` gets it by mail."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who")
    )
    at = models.DateTimeField(_("time"))
    text = models.TextField(_("note"), max_length=LONGEST)
    named = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="notes", verbose_name=_("to")
    )

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self):
        return self.text[:80]

    @classmethod
    @transaction.atomic
    def write(cls, article: Article, text: str, *, by, at: datetime):
        """Leave a note on ``article``; those it names hear of it once it is stored."""
        note = cls.objects.create(article=article, by=by, at=at, text=text)
        people = [person for person in people_named(text) if person != by]
        note.named.set(people)
        said = {"note": note.pk, "named": [person.get_username() for person in people]}
        AuditEntry.record("note", article, by=by, at=at, after=said)
        note_written.send(cls, note=note, people=people)
        return note


class NotesRead(models.Model):
    """How far somebody has read the notes to them: up to that with the key ``last``."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    last = models.BigIntegerField()

    class Meta:
        verbose_name = _("read notes")
        verbose_name_plural = _("read notes")
        default_permissions = ()

    def __str__(self):
        return str(self.user)


def notes_to(user, at: datetime):
    """The notes of the last fortnight that name ``user``, the newest first."""
    return Note.objects.filter(named=user, at__gt=at - LAST)


def unread_notes(user, at: datetime) -> int:
    """How many of the notes to ``user`` are new; one query, by the index of the named."""
    read = Subquery(NotesRead.objects.filter(user=user).values("last"))
    return notes_to(user, at).filter(pk__gt=Coalesce(read, 0)).order_by().count()


def read_notes(user, last: int):
    """Note that ``user`` has read the notes up to that with the key ``last``."""
    row, is_new = NotesRead.objects.get_or_create(user=user, defaults={"last": last})
    if not is_new and row.last < last:
        row.last = last
        row.save(update_fields=["last"])


def people_named(text: str) -> list[User]:
    """Members of staff whose name, or user name, stands in ``text`` behind an ``@``."""
    if "@" not in text:
        return []
    words = {word for match in _NAMED.findall(text) for word in (match, match.rstrip(".@+-"))}
    spoken = " ".join(text.casefold().split())
    staff = User.objects.filter(is_active=True, is_staff=True).order_by("username")
    return [one for one in staff if one.username in words or _is_named(one, spoken)]


def _is_named(user, spoken: str) -> bool:
    """Whether the full name stands in ``spoken`` behind an ``@``, as whole words."""
    name = " ".join(user.get_full_name().casefold().split())
    return bool(name) and re.search(rf"(?<!\w)@{re.escape(name)}(?!\w)", spoken) is not None
