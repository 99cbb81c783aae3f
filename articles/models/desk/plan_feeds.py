"""Secret addresses at which a calendar reads the plan."""

from datetime import datetime
from hashlib import sha256
from secrets import token_urlsafe

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from ..audit import AuditEntry


class PlanFeed(models.Model):
    """One person's address of the plan. What stands in it is kept as a digest only.

    So the table, or a backup of it, opens no feed; who has lost the address asks for another.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="plan_feed"
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    at = models.DateTimeField(_("opened at"))

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")
        default_permissions = ()

    def __str__(self):
        return str(self.user)

    @classmethod
    @transaction.atomic
    def open_for(cls, user, *, at: datetime) -> str:
        """Open a feed for ``user`` and give what stands in its address; a former one is closed."""
        token = token_urlsafe(32)
        cls.objects.update_or_create(user=user, defaults={"digest": _digest(token), "at": at})
        AuditEntry.record("open_feed", user, by=user, at=at)
        return token

    @classmethod
    @transaction.atomic
    def close_for(cls, user, *, by, at: datetime):
        """Close the feed of ``user``, if there is one, for good."""
        if cls.objects.filter(user=user).delete()[0]:
            AuditEntry.record("close_feed", user, by=by, at=at)

    @classmethod
    def reader_of(cls, token: str):
        """Whose feed ``token`` opens: a user who may look at the plan now, else None.

        A feed opens nothing that the desk would not: who has left, has lost the role, or has yet to
        set up the second step that the role asks for sees nothing.
        """
        feed = cls.objects.select_related("user").filter(digest=_digest(token)).first()
        user = feed and feed.user
        if not user or not (user.is_active and user.is_staff) or user.lacks_second_step:
            return None
        return user if user.has_perm("articles.view_article") else None


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
