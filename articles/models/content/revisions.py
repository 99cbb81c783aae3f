"""Revisions: each save of an article, whole and never changed.

The content of an article is a dict that JSON can hold: the names in ``FIELDS`` with the values of
the columns, and those in ``LISTS`` with the keys of other rows in their order.
"""

import hashlib
import json

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ...text import bodies
from ...text.merge import Clash, merge, merge_keys
from ...text.packing import pack, unpack

# What editors write. When and whether it is shown is not content: that is the workflow's.
FIELDS = (
    "headline seo_headline lede body kind_id section_id agency source_url photo_id photo_caption "
    "language"
).split()
LISTS = "authors tags picks".split()
LONGEST_LIST = 30  # entries


class RevisionQuerySet(models.QuerySet):
    """The history of articles: rows are added, never changed. The database refuses it too."""

    def update(self, **fields):
        """Refuse: what was saved stays as it was."""
        raise TypeError("a revision is never changed")

    def bulk_update(self, objs, fields, batch_size=None):
        """Refuse, as :meth:`update`."""
        raise TypeError("a revision is never changed")

    def delete(self):
        """Refuse: a revision goes only with an article that readers have never seen."""
        raise TypeError("a revision is never taken out of the history")

    def without_content(self):
        """For lists, which show who saved and when."""
        return self.defer("whole", "packed")

    def thin(self):
        """Delete what :mod:`..thinning` has put on record; the database refuses all else."""
        super().delete()


class Revision(models.Model):
    """One save: the whole content as it was, who saved it, when, and what it was based on."""

    class Action(models.TextChoices):
        """What the editor did."""

        SAVE = "save", _("saved")
        MERGE = "merge", _("merged")
        RESTORE = "restore", _("restored")
        IMPORT = "import", _("imported")

    article = models.ForeignKey(
        "Article", on_delete=models.CASCADE, related_name="revisions", db_index=False
    )
    number = models.PositiveIntegerField(_("number"))
    # Rows from before contents were packed have theirs as JSON, which stays as it was sealed.
    whole = models.JSONField(db_column="content", default=dict)
    packed = models.BinaryField(null=True)
    act = models.CharField(_("act"), max_length=10, choices=Action.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    at = models.DateTimeField(_("time"))
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = RevisionQuerySet.as_manager()

    _content: dict | None = None

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["-number"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_once")
        ]

    def __str__(self):
        return f"№{self.number}"

    @property
    def content(self) -> dict:
        """What the article said: see the head of the module."""
        if self._content is None:
            self._content = self.whole if self.packed is None else unpack(bytes(self.packed))
        return self._content

    @content.setter
    def content(self, content: dict):
        self._content, self.packed = content, pack(content)

    @property
    def digest(self) -> str:
        """What the record of acts holds the content to: SHA-256 of it as JSON with sorted keys."""
        text = json.dumps(self.content, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("a revision is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Refuse, as :meth:`RevisionQuerySet.delete`."""
        raise TypeError("a revision is never taken out of the history")


def merge_contents(base: dict, mine: dict, theirs: dict) -> tuple[dict, dict[str, Clash]]:
    """Content in which both sides' changes are, and the clashes that only an editor can decide.

    Where there is a clash, the content has what is safest to go on from: of a body both texts,
    theirs before mine; of any other field mine.
    """
    merged, clashes = {}, {}
    for name in FIELDS:
        values = base.get(name), mine.get(name), theirs.get(name)
        if values[0] == values[2]:
            merged[name], clash = values[1], None
        elif name == "body":
            merged[name], clash = _merge_bodies(*values)
        else:
            merged[name], clash = _merge_values(*values)
        if clash:
            clashes[name] = clash
    return merged | merge_lists(base, mine, theirs), clashes


def merge_lists(base: dict, mine: dict, theirs: dict) -> dict:
    """The lists of the content, in which nothing clashes: see :func:`merge_keys`.

    A content may lack them: then it had none.
    """
    contents = (base, mine, theirs)
    return {name: merge_keys(*(content.get(name) or [] for content in contents)) for name in LISTS}


def _merge_values(base, mine, theirs):
    [part] = merge([base], [mine], [theirs])
    return (mine, part) if isinstance(part, Clash) else (part, None)


def _merge_bodies(base, mine, theirs):
    blocks, clash_mine, clash_theirs, clash_base = [], [], [], []
    for part in merge(*(bodies.blocks(html or "") for html in (base, mine, theirs))):
        if isinstance(part, Clash):
            blocks += [*part.theirs, *part.mine]
            clash_base += part.base
            clash_mine += part.mine
            clash_theirs += part.theirs
        else:
            blocks.append(part)
    clash = Clash(clash_base, clash_mine, clash_theirs) if clash_mine or clash_theirs else None
    return "".join(blocks), clash
