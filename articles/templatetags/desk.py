"""How the desk's screens write what is stored in other words."""

from functools import cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from ..models.workflow.transitions import verb_label

register = template.Library()
register.filter("verb_label", verb_label)


@register.simple_tag
def style_sheets() -> SafeString:
    """The links to the desk's style sheets, made once: the same two dozen stand on every screen."""
    return _style_sheets.__wrapped__() if settings.DEBUG else _style_sheets()


@cache
def _style_sheets() -> SafeString:
    return render_to_string("admin/_styles.html")
