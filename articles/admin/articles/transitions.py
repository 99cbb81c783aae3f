"""Transitions of an article from the desk: what is said afterwards, those without a text."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

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
    if transition == "publish" and article.is_scheduled:
        said = _("The article is scheduled: it appears by itself when its time comes.")
    if transition == "withdraw":
        said = format_html("{} {}", said, _("To bring it back, press “Publish”."))
    if article.is_live():
        link = '{} <a href="{}">{}</a>'
        said = format_html(link, said, article.get_absolute_url(), _("View on the site"))
    messages.success(request, said)


def transition_alone(request, article, transition):
    """The transition of somebody who may no longer change the text: a writer takes it back."""
    try:
        article.transition(transition, by=request.user, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        done(request, article, transition)
