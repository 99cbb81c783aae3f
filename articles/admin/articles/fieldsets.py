"""What stands where in the form of an article, by what its user may do."""

from django.utils.translation import gettext_lazy as _

from ...models.workflow.permissions import edits_photos_only
from ...models.workflow.publishing import INSTANTS
from .corrections import with_correction

_WRITING = [
    (None, {"fields": ["headline", "lede", "body"], "classes": ["main"]}),
    (
        _("Жариялау"),
        {
            "fields": ["assigned_to", *INSTANTS, "override_reason"],
            "classes": ["side", "publication"],
        },
    ),
    (_("Санаты"), {"fields": ["section", "kind"], "classes": ["side"]}),
    (_("Авторлар мен тегтер"), {"fields": ["authors", "agency", "tags"], "classes": ["side"]}),
    (_("Басты фото"), {"fields": ["photo", "photo_caption"], "classes": ["side"]}),
    (_("Оқи отырыңыз"), {"fields": ["related", "suggestions"], "classes": ["side"]}),
    (
        _("Қосымша"),
        {"fields": ["seo_headline", "language", "source_url"], "classes": ["side", "collapse"]},
    ),
]
_PHOTO_ONLY = [
    (None, {"fields": ["headline", "lede", "text"], "classes": ["main"]}),
    (
        _("Басты фото"),
        {"fields": ["photo", "photo_caption"], "classes": ["side", "publication"]},
    ),
]
READING = [
    (None, {"fields": ["headline", "lede", "text"], "classes": ["main"]}),
    (
        _("Жариялау"),
        {
            "fields": ["kind", "section", "signed_by", "tagged", "published_at"],
            "classes": ["side", "publication"],
        },
    ),
]


def fieldsets_for(user, article):
    """The fieldsets for ``user``, who may change ``article`` (None: a new one)."""
    if edits_photos_only(user):
        return _PHOTO_ONLY
    fieldsets = _WRITING
    if not user.has_perm("articles.override_publish_checks"):
        fieldsets = [(name, _without_override(options)) for name, options in fieldsets]
    return with_correction(fieldsets, article)


def _without_override(options):
    """The options of a fieldset for who may not override publish checks."""
    return options | {"fields": [name for name in options["fields"] if name != "override_reason"]}
