"""Letters to colleagues, each in the language that its reader works in."""

from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from .addresses import absolute
from .models import Note, User


def send_note(note: Note, person: User) -> None:
    """Send ``note`` to ``person``. Raises what the mail server's library raises."""
    address = absolute(reverse("admin:articles_article_change", args=[note.article_id]))
    with translation.override(person.language):
        subject = _("Сізге ескертпе: %s") % note.article.headline
        said = _("%(name)s мақалада сізге ескертпе қалдырды:") % {"name": note.by.name}
    text = f"{note.article.headline}\n\n{said}\n\n{note.text}\n\n{address}\n"
    EmailMessage(" ".join(subject.split()), text, to=[person.email]).send()
