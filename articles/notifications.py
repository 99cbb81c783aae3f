"""Letters to colleagues, each in the language that its reader works in."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .addresses import absolute
from .models import Note, User
from .models.people.invitations import GOOD_FOR, invitation_tokens


def send_note(note: Note, person: User) -> None:
    """Send ``note`` to ``person``. Raises what the mail server's library raises."""
    address = absolute(reverse("admin:articles_article_change", args=[note.article_id]))
    with translation.override(person.language):
        subject = _("A note to you: %s") % note.article.headline
        said = _("%(name)s has left you a note on the article:") % {"name": note.by.name}
    text = f"{note.article.headline}\n\n{said}\n\n{note.text}\n\n{address}\n"
    EmailMessage(" ".join(subject.split()), text, to=[person.email]).send()


def send_password_link(person: User) -> None:
    """Send ``person`` the address at which a new password is set.

    Raises what the mail server's library raises.
    """
    key = urlsafe_base64_encode(force_bytes(person.pk))
    path = reverse("password_reset_confirm", args=[key, default_token_generator.make_token(person)])
    hours = settings.PASSWORD_RESET_TIMEOUT // 3600
    with translation.override(person.language):
        site = urlsplit(settings.SITE_URL).netloc
        subject = _("%(site)s: a new password") % {"site": site}
        asked = _("A new password was asked for the account %(name)s. Set it on this page:")
        once = ngettext(
            "The link is good once, for %(hours)s hour.",
            "The link is good once, for %(hours)s hours.",
            hours,
        )
        then = _("After that sign in as always: if you have a second step, it is asked for too.")
        otherwise = _("If it was not you who asked, do nothing: your password stays as it is.")
    parts = [
        asked % {"name": person.get_username()},
        absolute(path),
        f"{once % {'hours': hours}} {then}",
        otherwise,
    ]
    EmailMessage(subject, "\n\n".join(parts) + "\n", to=[person.email]).send()


def send_invitation(person: User, by: User | None) -> None:
    """Send ``person``, for whom ``by`` has opened an account, the address of the first password.

    Raises what the mail server's library raises.
    """
    key = urlsafe_base64_encode(force_bytes(person.pk))
    path = reverse("invitation", args=[key, invitation_tokens.make_token(person)])
    days = GOOD_FOR.days
    with translation.override(person.language):
        site = urlsplit(settings.SITE_URL).netloc
        subject = _("%(site)s: an invitation to the newsroom") % {"site": site}
        opened = _("An account was opened for you in the newsroom. Your username: %(name)s")
        if by:
            opened = _("%(by)s has opened an account for you in the newsroom. Username: %(name)s")
        choose = _("Choose a password on this page:")
        once = ngettext(
            "The link is good once, for %(days)s day.",
            "The link is good once, for %(days)s days.",
            days,
        )
        late = _("If it has become too old, ask for a new one here:")
    parts = [
        opened % {"by": by.name if by else "", "name": person.get_username()},
        choose,
        absolute(path),
        once % {"days": days},
        late,
        absolute(reverse("admin_password_reset")),
    ]
    EmailMessage(subject, "\n\n".join(parts) + "\n", to=[person.email]).send()
