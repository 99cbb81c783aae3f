"""Letters to colleagues: nobody waits for a mail server, and what it refuses is sent again.

A worker that is killed after the letter has gone and before that is written down sends it twice.
"""

from django.utils.translation import gettext_lazy as _

from .. import notifications
from ..models import Note, User
from .queue import enqueue, task


@task(_("Letter about a note"))
def send_note(note_id: int, person_id: int) -> None:
    """Send the note to one whom it names, as far as both are still there."""
    note = Note.objects.select_related("article", "by").filter(pk=note_id).first()
    person = User.objects.filter(pk=person_id, is_active=True).exclude(email="").first()
    if note and person:
        notifications.send_note(note, person)


@task(_("Letters with a link for a new password"))
def send_password_links(people: list[int]) -> None:
    """Have a letter sent to each of these users, who may be none.

    The door puts this task into the queue for a name that nobody has, too, so that neither the
    answer nor its time tells; so a fault with one letter is no fault of the others either.
    """
    for person_id in people:
        enqueue(send_password_link, person_id)


@task(_("Letter with a link for a new password"))
def send_password_link(person_id: int) -> None:
    """Send the letter, unless the account was closed meanwhile; the link is of this moment."""
    person = User.objects.filter(pk=person_id, is_active=True, is_staff=True).first()
    if person:
        notifications.send_password_link(person)


@task(_("Invitation of a new member of staff"))
def send_invitation(person_id: int, by_id: int) -> None:
    """Send the letter, unless it has become needless; its link is of this moment."""
    people = User.objects.filter(is_active=True, is_staff=True).exclude(email="")
    person = people.filter(pk=person_id).first()
    if person and person.awaits_password:
        notifications.send_invitation(person, User.objects.filter(pk=by_id).first())
