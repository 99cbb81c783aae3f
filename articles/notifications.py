"""Letters to colleagues, each in the language that its reader works in."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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


def send_password_link(person: User, path: str) -> None:
    """Send ``person`` the address at which a new password is set; ``path`` is that on the site.

    Asks the database nothing. Raises what the mail server's library raises.
    """
    hours = settings.PASSWORD_RESET_TIMEOUT // 3600
    with translation.override(person.language):
        site = urlsplit(settings.SITE_URL).netloc
        subject = _("%(site)s: құпиясөзді қалпына келтіру") % {"site": site}
        asked = _("%(name)s аккаунтына жаңа құпиясөз сұралды. Оны мына бетте қоясыз:")
        once = ngettext(
            "Сілтеме бір рет, %(hours)s сағат ішінде жарайды.",
            "Сілтеме бір рет, %(hours)s сағат ішінде жарайды.",
            hours,
        )
        then = _("Содан кейін әдеттегідей кіресіз: екінші қадамыңыз болса, ол да сұралады.")
        otherwise = _("Сұраған сіз болмасаңыз, ештеңе істемеңіз: құпиясөзіңіз өзгермейді.")
    parts = [
        asked % {"name": person.get_username()},
        absolute(path),
        f"{once % {'hours': hours}} {then}",
        otherwise,
    ]
    EmailMessage(subject, "\n\n".join(parts) + "\n", to=[person.email]).send()
