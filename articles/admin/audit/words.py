"""What an act has changed, in words: the record keeps names of fields, keys and ISO instants."""

from datetime import datetime

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ...models import Article, Correction, Layout, Photo, Tag
from ...models.audit import audit_name
from ...models.curation.page_layout import EXCLUDED, NO_STORY
from ...models.usage.usage import names_of
from ...models.workflow.transitions import Status
from ..front_page.screen import name_of_part

# What the record calls things that are no fields of the model.
_LABELS = {
    "revision": _("revision"),
    "kind": _("kind of thing"),
    "type": _("kind of thing"),
    "assigned_to": _("editor in charge"),
    "overridden": _("rules overridden"),
    "by": _("who"),
    "at": _("time"),
    "expires_at": _("open until"),
    "link": _("number of the link"),
    "note": _("number of the note"),
    "named": _("who is named"),
    "from": _("copied from"),
    "into": _("merged into"),
    "tag": _("tag"),
    "suggested": _("suggested article"),
    "accepted": _("fits"),
    "photos_added": _("photos put in"),
    "photos_taken_out": _("photos taken out"),
}
_WAYS_IN = {
    "totp": _("codes of a telephone"),
    "webauthn": _("passkey"),
    "recovery_codes": _("recovery codes"),
}
# Names whose values are keys of rows.
_ROWS = {
    "from": Article,
    "suggested": Article,
    "tag": Tag,
    "photos_added": Photo,
    "photos_taken_out": Photo,
}
_HIDDEN = {"digest"}


def changes(entry) -> list[tuple[str, str, str]]:
    """Label, before and after of all that an act has changed, as people read them."""
    before, after = entry.before or {}, entry.after or {}
    names = [name for name in {**before, **after} if name not in _HIDDEN]
    return [
        (_label(entry, name), _words(entry, name, before), _words(entry, name, after))
        for name in names
        if before.get(name) != after.get(name)
    ]


def _model(entry):
    models = apps.all_models
    return models["articles"].get(entry.model) or models["auth"].get(entry.model)


def _field(entry, name):
    try:
        return _model(entry)._meta.get_field(name)
    except (AttributeError, FieldDoesNotExist):
        return None


def _label(entry, name) -> str:
    if entry.model == audit_name(Layout):
        return _part(name)
    if name in _LABELS:
        return capfirst(_LABELS[name])
    field = _field(entry, name)
    return capfirst(getattr(field, "verbose_name", name))


def _part(name) -> str:
    """``top.0`` as the screen of the page calls it; what no page has any more by its letters."""
    if name == EXCLUDED:
        return str(_("Excluded from the page"))
    try:
        return capfirst(name_of_part(name, None))
    except ValueError:
        return name


def _words_of_layout(entry, name, value) -> str:
    """What stood in a part of a page: headlines, the tag of the story, the banner's text."""
    if name == "story":
        return str(_("none")) if value == NO_STORY else _named(Tag, [value])
    if name == "strip":
        return f"{value[0]} ({_instant(value[2])} – {_instant(value[3])})"
    return "; ".join(map(_placed, value))


def _placed(placement) -> str:
    key, start, end = placement
    until = f" – {_instant(end)}" if end else ""
    return f"{_named(Article, [key])} ({_instant(start)}{until})"


def _words(entry, name, said) -> str:
    """The value of ``name``; what an older version wrote in another shape, as it stands there."""
    value = said.get(name)
    if value is None:
        return ""
    words = _words_of_layout if entry.model == audit_name(Layout) else _words_of_row
    try:
        return words(entry, name, value)
    except (LookupError, TypeError, ValueError):
        return str(value)


def _words_of_row(entry, name, value) -> str:
    if name in _ROWS and isinstance(value, list | int):
        return _named(_ROWS[name], value if isinstance(value, list) else [value])
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if name == "type" and value in _WAYS_IN:
        return str(_WAYS_IN[value])
    if name == "status" and value in Status.values:
        return str(Status(value).label)
    if name == "kind" and value in Correction.Kind.values:
        return str(Correction.Kind(value).label)
    choices = dict(getattr(_field(entry, name), "flatchoices", None) or ())
    return str(choices.get(value) or _instant(value))


def _named(model, keys) -> str:
    keys = [key for key in keys if isinstance(key, int)]
    return ", ".join(names_of(model, keys).values())


def _instant(value) -> str:
    """An ISO instant as people write it; whatever else it is, as it is."""
    try:
        at = parse_datetime(value) if isinstance(value, str) and "T" in value else None
    except ValueError:
        at = None
    return _date(at) if at and timezone.is_aware(at) else str(value)


def _date(at: datetime) -> str:
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")
