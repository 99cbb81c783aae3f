"""Pages that are kept in memory are made anew, in every process."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from ...models import SiteIdentity
from ...models.workflow.links import path_in_site
from ..base import NewsroomCommand


class Command(NewsroomCommand):
    help = _("Lets every page be made anew that is kept in memory, in every process.")

    def add_arguments(self, parser):
        parser.add_argument(
            "addresses",
            nargs="*",
            metavar="ADDRESS",
            help=_("Addresses of the site; all other pages are made anew with them."),
        )

    def handle(self, *, addresses, **options):
        for address in addresses:
            if not path_in_site(address).startswith("/"):
                raise CommandError(_("%s is no address of this site") % address)
        # Each page proves itself by the stamp among others, so that one row reaches all processes.
        SiteIdentity.renew_stamp()
        self.stdout.write(_("All pages are made anew as they are asked for."))
