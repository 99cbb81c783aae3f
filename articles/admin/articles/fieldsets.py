"""What stands where in the form of an article, by what its user may do."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ...models.workflow.permissions import edits_photos_only
from ...models.workflow.publishing import INSTANTS
from .corrections import with_correction

# After the text in the order in which publishing needs it; what "collapse" says is folded at first.
_WRITING = [
    (None, {"fields": ["headline", "lede", "body"], "classes": ["main"]}),
    (_("Category"), {"fields": ["section", "kind"], "classes": ["side"]}),
    (_("Authors and tags"), {"fields": ["authors", "agency", "tags"], "classes": ["side"]}),
    (_("Lead photo"), {"fields": ["photo", "photo_caption"], "classes": ["side"]}),
    (
        _("Publish"),
        {
            "fields": [*INSTANTS, "assigned_to", "due_at", "override_reason"],
            "classes": ["side", "publication"],
        },
    ),
    (_("Read also"), {"fields": ["related", "suggestions"], "classes": ["side"]}),
    (
        pgettext_lazy("fieldset", "More"),
        {"fields": ["seo_headline", "language", "source_url"], "classes": ["side", "collapse"]},
    ),
]
_PHOTO_ONLY = [
    (None, {"fields": ["headline", "lede", "text"], "classes": ["main"]}),
    (
        _("Lead photo"),
        {"fields": ["photo", "photo_caption"], "classes": ["side", "publication"]},
    ),
]
READING = [
    (None, {"fields": ["headline", "lede", "text"], "classes": ["main"]}),
    (
        _("Publish"),
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
