"""How the desk's screens write what is stored in other words."""

from django import template

from ..models.workflow.transitions import verb_label

register = template.Library()
register.filter("verb_label", verb_label)
