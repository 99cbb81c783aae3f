"""People who sign in, and the roles they hold."""

from secrets import randbits
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser, Permission, UserManager
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..taxonomy.sections import Section


def _all(*names):
    return {f"{act}_{name}" for name in names for act in ("view", "add", "change", "delete")}


_WRITING = {"view_article", "add_article", "change_article", "add_tag", "view_tag"}
_LOOKING = {"view_section", "view_kind", "view_author", "view_correction"}
_LOOKING |= {"view_photo", "view_mediafile", "view_collection"}
_PICTURES = _all("photo", "mediafile", "collection")
# Wherever it stands; how far the right to change a photo goes else is for ``media_permissions``.
_ANY_PICTURE = {"change_any_photo"}

# Group name -> codenames of permissions, all of the app ``articles``.
ROLES = {
    "Reporter": _WRITING
    | _LOOKING
    | {"add_photo", "change_photo", "add_mediafile", "change_mediafile"},
    "Photo editor": {"view_article", "change_article", "view_tag"}
    | _LOOKING
    | _PICTURES
    | _ANY_PICTURE,
    "Editor": _WRITING
    | _LOOKING
    | _PICTURES
    | _all("spelling")
    | {"publish_article", "delete_article", "change_tag", "add_author", "change_author"}
    | {"view_layout", "change_layout", "view_task"},
    "Chief editor": _all("article", "tag", "author", "section", "kind", "spelling")
    | _all("articletemplate")
    | _PICTURES
    | _ANY_PICTURE
    | {
        "publish_article",
        "publish_anywhere",
        "override_publish_checks",
        "view_publishchecksetting",
        "change_publishchecksetting",
    }
    | {"view_siteidentity", "change_siteidentity"}
    | {"view_correction", "view_auditentry", "view_layout", "change_layout"}
    | {"view_user", "add_user", "change_user", "view_task", "change_task"},
}


class StaffManager(UserManager["User"]):
    """Accounts, and the words in which they are asked for."""

    use_in_migrations = False

    def publishing(self):
        """Those who may publish, in whatever section, by name."""
        publish = Permission.objects.filter(
            content_type__app_label="articles", codename="publish_article"
        )
        may = Q(groups__permissions__in=publish) | Q(user_permissions__in=publish)
        active = self.filter(may | Q(is_superuser=True), is_active=True, is_staff=True)
        return active.distinct().order_by("first_name", "last_name", "username")


class User(AbstractUser):
    """A member of staff. Bylines belong to an ``Author``, who need not sign in."""

    language = models.CharField(
        _("language"), max_length=7, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    permissions_stamp = models.PositiveBigIntegerField(
        default=0, editable=False, db_column="rights_stamp"
    )
    sections = models.ManyToManyField(
        Section,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("user", "sections"),
        help_text=_(
            "The editor publishes in these sections only; in all of them if none is chosen."
        ),
    )

    invited_at = models.DateTimeField(_("invited"), null=True, editable=False)

    objects: ClassVar[StaffManager] = StaffManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def get_session_auth_hash(self):
        return self._with_permissions(super().get_session_auth_hash())

    def get_session_auth_fallback_hash(self):
        yield from map(self._with_permissions, super().get_session_auth_fallback_hash())

    def _with_permissions(self, password_hash):
        """What a session must know to go on: a new password ends it, and so do other rights."""
        rights = f"{password_hash} {self.permissions_stamp} {self.is_staff} {self.is_superuser}"
        return salted_hmac("articles.User.rights", rights, algorithm="sha256").hexdigest()

    @classmethod
    def permissions_changed(cls, keys):
        """End the sessions of the users with these keys: their roles are others now."""
        for user in cls.objects.filter(pk__in=keys):
            user.permissions_stamp = randbits(60)
            user.save(update_fields=["permissions_stamp"])

    @property
    def lacks_second_step(self) -> bool:
        """Whether a role asks for the second step of signing in and it is not set up."""
        asked = settings.SECOND_STEP_ROLES
        authenticators = self.authenticator_set  # type: ignore[attr-defined]  # allauth's rows
        return bool(
            asked
            and (self.is_superuser or self.groups.filter(name__in=asked).exists())
            and not authenticators.exclude(type="recovery_codes").exists()
        )

    @property
    def awaits_password(self) -> bool:
        """Whether the user was invited and has set no password yet."""
        return self.invited_at is not None and not self.has_usable_password()

    @property
    def name(self) -> str:
        """What colleagues call the user."""
        return self.get_full_name() or self.get_username()

    @cached_property
    def owned_permissions(self) -> frozenset[str]:
        """As ``has_perm`` names them, the user's own and those of the groups; one query."""
        owned = Permission.objects.filter(Q(user=self) | Q(group__user=self)).order_by()
        names = owned.values_list("content_type__app_label", "codename").distinct()
        return frozenset(f"{label}.{name}" for label, name in names)

    @cached_property
    def own_sections(self) -> frozenset[int]:
        """Keys of the sections to which the right to publish is limited; empty where it is not."""
        if self.has_perm("articles.publish_anywhere"):
            return frozenset()
        return frozenset(self.sections.values_list("pk", flat=True))

    def publishes_in(self, section_id: int | None) -> bool:
        """Whether the user may publish in a section, or what has no section yet."""
        if not self.has_perm("articles.publish_article"):
            return False
        return section_id is None or not self.own_sections or section_id in self.own_sections
