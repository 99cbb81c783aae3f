"""Links by which somebody outside sees one version of an article before readers do."""

from datetime import datetime, timedelta
from secrets import token_urlsafe

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models, transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..audit import AuditEntry
from ..content.article import Article
from ..content.revisions import Revision

DAYS = (1, 3, 7)  # that a link may be open, to choose from
_signer = Signer(salt="articles.preview", sep=".")


def _random_key():
    return token_urlsafe(16)


class PreviewLinkQuerySet(models.QuerySet):
    """The words in which links are asked for."""

    def open(self, at: datetime):
        """Those that show their version at ``at``."""
        return self.filter(revoked_at=None, expires_at__gt=at)


class PreviewLink(models.Model):
    """A link to one version. Its address is signed and names this row, which may be revoked.

    Neither the row without the site's ``SECRET_KEY`` nor that key without the row makes an address.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="preview_links")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=22, default=_random_key, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who")
    )
    at = models.DateTimeField(_("opened at"))
    expires_at = models.DateTimeField(pgettext_lazy("preview link", "expires at"))
    revoked_at = models.DateTimeField(null=True)
    visits = models.PositiveIntegerField(default=0)
    visited_at = models.DateTimeField(null=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link for outside")
        verbose_name_plural = _("links for outside")
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.article_id} {self.revision}"

    @classmethod
    @transaction.atomic
    def create_for(cls, article: Article, *, by, at: datetime, days: int):
        """A new link to the newest version of ``article``, open for ``days``."""
        article.record_row(by=by, at=at)
        expires_at = at + timedelta(days=days)
        revision = article.latest_revision
        link = cls.objects.create(
            article=article, revision=revision, by=by, at=at, expires_at=expires_at
        )
        AuditEntry.record("share", article, by=by, at=at, after=_said(link))
        return link

    @transaction.atomic
    def revoke(self, *, by, at: datetime):
        """Close the link now, for good."""
        if type(self).objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=at):
            AuditEntry.record("unshare", self.article, by=by, at=at, before=_said(self))

    @property
    def token(self) -> str:
        """What stands in the address."""
        return _signer.sign(f"{self.pk}.{self.key}")

    @classmethod
    def find(cls, token: str, at: datetime):
        """The open link with this token, with its article; None for any other token."""
        try:
            pk, _dot, key = _signer.unsign(token).partition(".")
        except BadSignature:
            return None
        links = cls.objects.open(at).select_related("article", "revision")
        link = links.filter(pk=int(pk)).first()
        return link if link and constant_time_compare(link.key, key) else None

    def visit(self, at: datetime):
        """Count somebody who has opened the link."""
        type(self).objects.filter(pk=self.pk).update(visits=F("visits") + 1, visited_at=at)


def _said(link):
    """What the record says of a link."""
    until = link.expires_at.isoformat()
    return {"link": link.pk, "revision": link.revision.number, "expires_at": until}
