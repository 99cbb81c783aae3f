"""What an editor has typed and not saved yet."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..content.article import Article
from ..content.revisions import Revision

DISCARDED_FOR = timedelta(days=30)


class Autosave(models.Model):
    """What an editor has typed and not saved yet: one rolling row for each form that stands open.

    ``key`` is the form's own, so that two tabs do not write over each other. ``form`` is the posted
    form, name by name, so that it comes back just as it was typed; ``base`` the revision that it
    began with. ``clashes`` are those that wait for the editor's choice: name of the field ->
    [their value, the editor's]. An article that goes leaves the text behind, as that of a new one.
    What its editor has discarded comes back for ``DISCARDED_FOR`` since ``discarded_at``.
    """

    key = models.UUIDField()
    article = models.ForeignKey(
        Article, on_delete=models.SET_NULL, null=True, related_name="autosaves"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    base = models.ForeignKey(Revision, on_delete=models.SET_NULL, null=True, related_name="+")
    form = models.JSONField()
    clashes = models.JSONField(default=dict)
    at = models.DateTimeField()
    discarded_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("autosave")
        verbose_name_plural = _("autosaves")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["by", "key"], name="autosave_one_a_form"),
        ]

    def __str__(self):
        return f"{self.article_id} – {self.by}"

    @classmethod
    def discard(cls, key, *, by, at: datetime):
        """Put a text of the editor's away; all that were long ago are forgotten."""
        cls.objects.filter(by=by, key=key).update(discarded_at=at)
        cls.objects.filter(discarded_at__lt=at - DISCARDED_FOR).delete()
