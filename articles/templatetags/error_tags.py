"""For pages of errors, which can rely on nothing."""

from django import template

from ..monitoring.current_request import request_id

register = template.Library()


@register.inclusion_tag("_error_number.html")
def error_number():
    """The number under which the log has what happened; needs no context, session or database."""
    return {"request_id": request_id()}
