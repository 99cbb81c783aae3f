"""Deleting what nobody asks for any more."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import pruning
from .queue import LONG, task


@task(_("Deleting what has expired"), priority=LONG)
def prune() -> None:
    """Do all the jobs of :mod:`articles.pruning`."""
    pruning.prune(at=timezone.now())
