"""The first account of a newsroom."""

import secrets

from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from ...models import User


class Command(BaseCommand):
    help = _("Бас редактордың тіркелгісін ашып, құпиясөзін бір-ақ рет көрсетеді.")

    def add_arguments(self, parser):
        parser.add_argument("username", nargs="?", default="editor")

    def handle(self, *, username, **options):
        if User.objects.filter(username=username).exists():
            said = _("«%(name)s» тіркелгісі бұрыннан бар, құпиясөзі өзгерген жоқ.")
            self.stdout.write(said % {"name": username})
            return
        password = secrets.token_urlsafe(12)
        editor = User.objects.create_user(username, password=password, is_staff=True)
        editor.groups.add(Group.objects.get(name="Chief editor"))
        said = _("Редактордың аты: %(name)s, құпиясөзі: %(password)s (енді көрсетілмейді)")
        self.stdout.write(self.style.SUCCESS(said % {"name": username, "password": password}))
