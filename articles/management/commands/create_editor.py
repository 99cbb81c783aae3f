"""The first account of a newsroom, and the way back into one."""

import secrets

from allauth.mfa.models import Authenticator
from axes.utils import reset
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ...db.locks import article_write_lock
from ...models import AuditEntry, User
from ...models.audit import audit_origin
from ..base import NewsroomCommand


class Command(NewsroomCommand):
    help = _("Opens the account of the chief editor and shows its password once.")

    def add_arguments(self, parser):
        parser.add_argument("username", nargs="?", default="editor")
        parser.add_argument(
            "--reset",
            action="store_true",
            help=_(
                "Gives an account that is there a new password: removes its second step, passkeys "
                "and counted failures, ends all its sessions."
            ),
        )

    def handle(self, *, username, reset, **options):
        username = User.normalize_username(username)
        with audit_origin("create_editor"):
            if reset:
                self._reset(username)
            elif User.objects.filter(username=username).exists():
                said = _("The account “%(name)s” is already there, its password was not changed.")
                self.stdout.write(said % {"name": username})
            else:
                self._create(username)

    def _create(self, username):
        try:
            User._meta.get_field("username").clean(username, None)
        except ValidationError as error:
            raise CommandError(f"{username}: {' '.join(error.messages)}") from error
        password = new_password(User(username=username))
        editor = User(username=username, is_staff=True)
        editor.set_password(password)  # takes its time: nobody waits for it
        with transaction.atomic():
            editor.save(force_insert=True)
            editor.groups.add(Group.objects.get(name="Chief editor"))
        self._show(editor, password)

    def _reset(self, username):
        user = User.objects.filter(username=username).first()
        if not user:
            raise CommandError(_("There is no account “%(name)s”.") % {"name": username})
        password = new_password(user)
        user.set_password(password)
        with transaction.atomic():
            article_write_lock()
            user.save(update_fields=["password"])
            Authenticator.objects.filter(user=user).delete()
            reset(username=username)
            AuditEntry.record("password_reset", user, by=None, at=timezone.now())
        self._show(user, password)
        if not (user.is_active and user.is_staff):
            said = _("But this account is closed and cannot sign in: the chief editor can open it.")
            self.stderr.write(self.style.WARNING(said))

    def _show(self, user, password):
        said = _("Editor: %(name)s, password: %(password)s (it is not shown again)")
        line = said % {"name": user.get_username(), "password": password}
        self.stdout.write(self.style.SUCCESS(line))


def new_password(user):
    """A random one that the rules for passwords accept too."""
    while True:
        password = secrets.token_urlsafe(12)
        try:
            validate_password(password, user)
        except ValidationError:
            continue
        return password
