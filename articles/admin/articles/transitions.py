"""Transitions of an article from the desk: what is said afterwards, those without a text."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from ...kazakh.dates import stamp

_DONE = {
    "submit": _("The article was sent for review."),
    "recall": _("The article was taken back from review and is a draft again."),
    "return": _("The article was returned to its author."),
    "approve": _("The article was marked as ready."),
    "publish": _("The article was published."),
    "amend": _("The changes are published."),
    "withdraw": _("The article was withdrawn."),
    "retract": _("The article was retracted; its address says why."),
}


def done(request, article, transition):
    """Say what was done; ``transition`` is empty where the article was only saved."""
    said = _DONE.get(transition, _("Saved."))
    if article.is_scheduled and transition in ("", "publish"):
        at = stamp(article.published_at, timezone.get_default_timezone())
        scheduled = _("The article is scheduled: it goes out by itself at %s.") % at
        said = scheduled if transition else f"{said} {scheduled}"
    if transition == "withdraw":
        said = format_html("{} {}", said, _("To bring it back, press “Publish”."))
    if article.is_live():
        link = '{} <a href="{}">{}</a>'
        said = format_html(link, said, article.get_absolute_url(), _("View on the site"))
    messages.success(request, said)


def main_transition(transitions) -> str:
    """The name of the one that is at hand in every window; the others may be in a menu."""
    names = [one.name for one in transitions if not one.takes_down]
    return next((name for name in names if name in ("publish", "amend")), "".join(names[:1]))


def transition_alone(request, article, transition):
    """The transition of somebody who may no longer change the text: a writer takes it back."""
    try:
        article.transition(transition, by=request.user, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        done(request, article, transition)
