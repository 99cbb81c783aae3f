"""Old addresses that lead in a circle, or to what is not there."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..db.batches import batches
from ..models import Redirect
from ..models.workflow.links import path_in_site
from .finding import BATCH, Finding, screen
from .targets import dead, redirects

_STEPS = 10  # more than that nobody follows


def broken() -> Iterator[Finding]:
    """A few queries for each two thousand old addresses, and one for each step they lead on."""
    rows = Redirect.objects.order_by("pk").values_list("pk", "path", "target").iterator()
    for batch in batches(rows, BATCH):
        ends = _ends({path: target for _pk, path, target in batch})
        nowhere = dead({end for end in ends.values() if end})
        for pk, path, target in batch:
            values = {"path": path, "target": target}
            if ends[path] is None:
                said = _("the old address %(path)s leads in a circle (%(target)s)")
                yield Finding("redirect_loop", said % values, screen(Redirect, pk))
            elif ends[path] in nowhere:
                said = _("the old address %(path)s leads nowhere (%(target)s)")
                yield Finding("dead_redirect", said % values, screen(Redirect, pk))


def _ends(targets: dict[str, str]) -> dict[str, str | None]:
    """Where each path leads in the end, by the paths; None where it never ends.

    Empty for what leads out of the site.
    """
    ends: dict[str, str | None] = {}
    ways = {path: [path, path_in_site(target, "/")] for path, target in targets.items()}
    while ways:
        further = redirects({way[-1] for way in ways.values() if way[-1]})
        for path, (*before, last) in list(ways.items()):
            if last in before or len(before) > _STEPS:
                ends[path] = None
            elif last in further:
                ways[path].append(path_in_site(further[last], "/"))
                continue
            else:
                ends[path] = last
            del ways[path]
    return ends
