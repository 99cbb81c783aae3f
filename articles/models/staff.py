"""People who sign in, and the roles they hold."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


def _all(*names):
    return {f"{act}_{name}" for name in names for act in ("view", "add", "change", "delete")}


_WRITING = {"view_article", "add_article", "change_article", "add_tag", "view_tag"}
_LOOKING = {"view_section", "view_kind", "view_author", "view_photo"}
_PICTURES = _all("photo")

# Group name -> codenames of permissions, all of the app ``articles``.
ROLES = {
    "Reporter": _WRITING | _LOOKING | {"add_photo", "change_photo"},
    "Photo editor": {"view_article", "change_article", "view_tag"} | _LOOKING | _PICTURES,
    "Editor": _WRITING
    | _LOOKING
    | _PICTURES
    | {"publish_article", "delete_article", "change_tag", "add_author", "change_author"},
    "Chief editor": _all("article", "tag", "author", "section", "kind", "photo")
    | {"publish_article", "view_siteidentity", "change_siteidentity"}
    | {"view_user", "add_user", "change_user"},
}


class User(AbstractUser):
    """A member of staff. Bylines belong to an ``Author``, who need not sign in."""

    language = models.CharField(
        _("тіл"), max_length=7, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )

    class Meta:
        verbose_name = _("пайдаланушы")
        verbose_name_plural = _("пайдаланушылар")
