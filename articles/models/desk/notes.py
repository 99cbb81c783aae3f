"""Notes of colleagues to each other, on an article."""

import re
from datetime import datetime

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from ...signals import note_written
from ..audit import AuditEntry
from ..content.article import Article
from ..people.users import User

LONGEST = 2000
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


def people_named(text: str) -> list[User]:
    """Members of staff whose user name stands in ``text`` behind an ``@``, by that name."""
    words = {word for match in _NAMED.findall(text) for word in (match, match.rstrip(".@+-"))}
    staff = User.objects.filter(username__in=words, is_active=True, is_staff=True)
    return list(staff.order_by("username")) if words else []
