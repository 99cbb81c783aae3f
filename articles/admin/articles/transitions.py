"""The moves of an article as the desk makes them: what is said afterwards, moves without a text."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

_DONE = {
    "submit": _("Мақала тексеруге жіберілді."),
    "recall": _("Мақала тексеруден қайтып алынды, жобаға айналды."),
    "return": _("Мақала авторға қайтарылды."),
    "approve": _("Мақала дайын деп белгіленді."),
    "publish": _("Мақала жарияланды."),
    "amend": _("Өзгерістер жарияланды."),
    "withdraw": _("Мақала жарияланымнан алынды."),
    "retract": _("Мақала қайтарып алынды, мекенжайында себебі тұр."),
}


def done(request, article, transition):
    """Say what was done; ``move`` is empty where the article was only saved."""
    said = _DONE.get(transition, _("Сақталды."))
    if transition == "publish" and article.is_scheduled:
        said = _("Мақала жоспарланды: уақыты келгенде өзі шығады.")
    if transition == "withdraw":
        said = format_html("{} {}", said, _("Қайта шығару үшін «Жариялау» басыңыз."))
    if article.is_live():
        link = '{} <a href="{}">{}</a>'
        said = format_html(link, said, article.get_absolute_url(), _("Сайттан көру"))
    messages.success(request, said)


def transition_alone(request, article, transition):
    """The move of somebody who may no longer change the text: a writer takes it back."""
    try:
        article.transition(transition, by=request.user, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        done(request, article, transition)
