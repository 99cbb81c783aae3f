"""The part of the article's form that reads from a revision and is saved as one."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from .. import bodies
from ..forms import unique_slug
from ..models import Article, Revision, Tag
from ..models.revisions import FIELDS, LISTS, merge_contents
from .fields import NEW, BodyField

# What a field of the form is called in the content of a revision, where it is called otherwise.
CONTENT = {
    "kind": "kind_id",
    "section": "section_id",
    "photo": "photo_id",
    "topics": "tags",
    "byline": "authors",
    "related": "picks",
}


class RevisionForm(forms.ModelForm):
    """Begins with the latest revision, merges what others save meanwhile, is saved as the next.

    A posted ``base`` is the key of the revision that the editor started from. ``unsaved``, set by
    the admin on a subclass, is what was typed earlier and never saved, as it was posted.
    """

    unsaved = None
    clashes: dict = {}

    def begin(self):
        """Fill the fields; to be called when they are all there."""
        self.base = self._base()
        if self.instance.pk:
            self._show(self.base.content if self.base else self.instance.content())
        if self.unsaved is not None and not self.is_bound:
            for name, field in self.fields.items():
                typed = field.widget.value_from_datadict(self.unsaved, {}, self.add_prefix(name))
                self.initial[name] = typed

    def _base(self):
        """The revision that the editor started from; the latest for a form that is new."""
        article = self.instance
        if not article.pk:
            return None
        posted = str(self.data.get("base", "")) if self.is_bound else ""
        if posted.isdecimal() and (base := article.revisions.filter(pk=posted).first()):
            return base
        return article.latest_revision

    def _show(self, content):
        """Begin the fields with ``content``."""
        self.initial |= {name: content[CONTENT.get(name, name)] for name in self._content_fields()}

    def _content_fields(self):
        return [name for name in self.fields if CONTENT.get(name, name) in (*FIELDS, *LISTS)]

    def _own_content(self):
        """What the editor made of the base; tags that are new must be saved before."""
        content = dict(self.base.content if self.base else self.instance.content())
        for name in self._content_fields():
            value = self.cleaned_data[name]
            if isinstance(value, list):
                content[CONTENT[name]] = [thing.pk or f"{NEW}{thing.name}" for thing in value]
            else:
                content[CONTENT.get(name, name)] = getattr(value, "pk", value)
        return content

    def _merge(self):
        """Content with what others have saved since the base, and the clashes with it by name."""
        mine, latest = self._own_content(), self.instance.latest_revision
        if not latest or not self.base or latest == self.base:
            return mine, {}
        return merge_contents(self.base.content, mine, latest.content)

    def check_clashes(self):
        """Refuse to save over a clash; the form then goes on from the merged text."""
        if transaction.get_connection().in_atomic_block:  # a preview is in none, and saves nothing
            Article.objects.select_for_update().get(pk=self.instance.pk)
        self.instance.refresh_from_db(fields=["latest_revision"])
        content, self.clashes = self._merge()
        if not self.clashes:
            return
        by = self.instance.latest_revision.by or _("импорт")
        self.add_error(
            None,
            _("Сіз жазып отырғанда %(name)s сақтап үлгерді. Төменде екі нұсқа да тұр.")
            % {"name": by},
        )
        self.data = self.data.copy()
        self.data["base"] = self.instance.latest_revision_id
        for name in self._content_fields():
            value = content[CONTENT.get(name, name)]
            if isinstance(value, list):
                self.data.setlist(self.add_prefix(name), [str(key) for key in value])
            else:
                self.data[self.add_prefix(name)] = "" if value is None else value

    def clash_texts(self):
        """Label, their text and mine of each clash, as an editor reads them."""
        return [
            (
                self.fields[name].label,
                self._as_text(name, clash.theirs),
                self._as_text(name, clash.mine),
            )
            for name in self._content_fields()
            if (clash := self.clashes.get(CONTENT.get(name, name)))
        ]

    def _as_text(self, name, parts):
        field = self.fields[name]
        if isinstance(field, BodyField):
            return bodies.to_text("".join(parts))
        [value] = parts
        if isinstance(field, forms.ModelChoiceField):
            value = field.queryset.filter(pk=value).first()
        return str(value or "–")

    def save_content(self, *, by, at):
        """Keep the form as the newest revision of the article, merged with what others saved."""
        for tag in self.cleaned_data.get("topics", []):
            if tag.pk is None:
                tag.slug = unique_slug(Tag, tag.name)  # two new ones may be spelled alike
                tag.save()
        article = self.instance
        content, _clashes = self._merge()
        merged = article.latest_revision is not None and article.latest_revision != self.base
        act = Revision.Act.MERGE if merged else Revision.Act.SAVE
        return article.keep(content, by=by, at=at, act=act)
