"""The part of the article's form that reads from a revision and is saved as one."""

import json
import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ...db.row_keys import row_key
from ...models import Revision, Tag
from ...models.content.revisions import FIELDS, LISTS, merge_contents
from ...models.content.tagging import add_tag
from ...models.fields.slugs import unique_slug
from ...text import bodies
from ..fields import NEW, BodyField
from .as_shown import loaded, plain, to_minute
from .typography import one_line

# What a field of the form is called in the content of a revision, where it is called otherwise.
CONTENT = {"kind": "kind_id", "section": "section_id", "photo": "photo_id", "related": "picks"}
FORM_NAME = {content: name for name, content in CONTENT.items()}
CHOICE, THEIRS = "choice_{}", "theirs"


class RevisionForm(forms.ModelForm):
    """Begins with the latest revision, merges what others save meanwhile, is saved as the next.

    Beside its fields a browser posts ``base``, the key of the revision that the editor started
    from; ``key``, the form's own; and ``shown``, how the article stood (:meth:`shown_now`).
    ``autosave`` is the ``Autosave`` of the same form, if any.
    """

    content: dict | None = None  # what will be saved, once it is clear that nothing clashes
    clashes: dict = {}

    def __init__(self, *args, autosave=None, **kwargs):
        self.autosave = autosave
        super().__init__(*args, **kwargs)

    def begin(self):
        """Fill the fields; to be called when they are all there."""
        # As the row says it: validation writes what was posted into the instance.
        self.stored = {name: getattr(self.instance, name) for name in self._schedule_fields()}
        self.base = self._base()
        if self.autosave:
            self.clashes = self.autosave.clashes
        if self.is_bound:
            return
        if self.instance.pk:
            self._show(self.instance.working_content())
        if self.autosave:
            typed = as_posted(self.autosave.form)
            for name, field in self.fields.items():
                self.initial[name] = field.widget.value_from_datadict(typed, {}, name)

    @cached_property
    def key(self) -> str:
        """The form's own key: it comes back with every post from the same page."""
        try:
            return str(uuid.UUID(self.data.get("key", "")))
        except ValueError:
            return str(self.autosave.key if self.autosave and not self.is_bound else uuid.uuid4())

    @property
    def base_key(self) -> str:
        """The key of the revision that the page goes on from."""
        return str(row_key(self.data.get("base", "")) or self.base.pk)

    def _base(self):
        """The revision that the editor started from; the first, where it began with none."""
        article = self.instance
        if not article.pk:
            return None
        if not self.is_bound:
            return (
                self.autosave.base or article.first_revision
                if self.autosave
                else article.latest_revision
            )
        key = row_key(self.data.get("base", ""))
        if key is not None and key == article.latest_revision_id:
            return article.latest_revision
        chosen = article.revisions.filter(pk=key).first() if key else None
        return chosen or article.first_revision

    def _show(self, content):
        """Begin the fields with ``content``."""
        self.initial |= {name: content[content_name(name)] for name in self._content_fields()}

    def listed(self, name) -> set[str]:
        """Keys of what stands in the list that the field called ``name`` is for."""
        content = self.instance.working_content() if self.instance.pk else {}
        return {str(key) for key in content.get(content_name(name), [])}

    def _content_fields(self):
        return [name for name in self.fields if content_name(name) in (*FIELDS, *LISTS)]

    def _schedule_fields(self):
        """The fields of the article that are no content: when it is shown, who looks after it."""
        names = [name for name in self.fields if hasattr(self._meta.model, name)]
        return sorted(name for name in names if content_name(name) not in (*FIELDS, *LISTS))

    # What others have done since

    def shown_now(self) -> str:
        """How the article stands beside its content, for the post to bring back."""
        if self.is_bound and "shown" in self.data:
            return self.data["shown"]
        if self.autosave and "shown" in self.autosave.form:
            return self.autosave.form["shown"][0]
        return json.dumps({name: plain(value) for name, value in self.stored.items()})

    def keep_schedule(self, cleaned):
        """Leave as it stands what the editor has not touched; say what others changed too."""
        shown = loaded(self.data.get("shown"))
        if not shown:
            return
        for name in shown.keys() & self.stored.keys() & cleaned.keys():
            now, mine = plain(self.stored[name]), plain(cleaned[name])
            # An hour stands in its field to the minute, and is not changed by that.
            as_shown = {to_minute(text) for text in (shown[name], now)}
            if mine in {shown[name], now} | as_shown:
                cleaned[name] = self.stored[name]
            elif now != shown[name]:
                shown[name] = now
                said = _(
                    "While you were writing, somebody else changed this too. Check it and save "
                    "again."
                )
                self.add_error(name, said)
        self.data = self.data.copy()
        self.data["shown"] = json.dumps(shown)

    def _own_content(self):
        """What the editor made of the base; tags that are new must be saved before."""
        content = dict(self.base.content if self.base else self.instance.content())
        for name in self._content_fields():
            if name not in self.cleaned_data:
                continue  # it has an error
            value = self.cleaned_data[name]
            if isinstance(value, list):
                content[content_name(name)] = [thing.pk or f"{NEW}{thing.name}" for thing in value]
            else:
                content[content_name(name)] = getattr(value, "pk", value)
        return content

    def settle(self, cleaned):
        """Take over what the editor has chosen where texts clashed; ask where nothing is chosen."""
        for name in self._content_fields():
            if name not in self.clashes or isinstance(self.fields[name], BodyField):
                continue
            chosen = self.data.get(CHOICE.format(name))
            if chosen == THEIRS:
                self._take(name, self.clashes[name][0], cleaned)
            elif not chosen:
                self.add_error(name, _("Choose which of the two versions stays."))

    def _take(self, name, value, cleaned):
        try:
            cleaned[name] = self.fields[name].clean(value)
        except ValidationError as error:
            self.add_error(name, error)

    def check_clashes(self):
        """Refuse to save over a clash; the form then goes on from the merged text."""
        self.content, clashes = self._own_content(), {}
        if self.base:
            theirs = self.instance.working_content()
            self.content, clashes = merge_contents(self.base.content, self.content, theirs)
        names = [name for name in self._content_fields() if content_name(name) in clashes]
        if not names:
            return
        found = {name: clashes[content_name(name)] for name in names}
        self.clashes = {name: [_joined(c.theirs), _joined(c.mine)] for name, c in found.items()}
        latest = self.instance.latest_revision
        self.add_error(
            None,
            _("While you were writing, %(name)s saved. Both texts are below.")
            % {"name": latest.by.name if latest.by else _("an import")},
        )
        self._go_on_from(latest)

    def _go_on_from(self, latest):
        self.data = self.data.copy()
        self.data["base"] = str(latest.pk)
        for name in self._content_fields():
            self.data.pop(CHOICE.format(name), None)
            value = self.content[content_name(name)]
            if isinstance(value, list):
                self.data.setlist(self.add_prefix(name), [str(key) for key in value])
            else:
                self.data[self.add_prefix(name)] = "" if value is None else value

    def clash_texts(self):
        """For each clash: field, label, their text and the editor's as one reads them, choice."""
        return [
            {
                "name": name,
                "label": self.fields[name].label,
                "theirs": self._as_text(name, self.clashes[name][0]),
                "mine": self._as_text(name, self.clashes[name][1]),
                "choice": "" if isinstance(self.fields[name], BodyField) else CHOICE.format(name),
                "chosen": self._chosen(CHOICE.format(name)),
            }
            for name in self._content_fields()
            if name in self.clashes
        ]

    def _chosen(self, name):
        if self.is_bound or not self.autosave:
            return self.data.get(name, "")
        return "".join(self.autosave.form.get(name, [])[:1])

    def _as_text(self, name, value):
        field = self.fields[name]
        if isinstance(field, BodyField):
            return bodies.to_text(value)
        if isinstance(field, forms.ModelChoiceField):
            value = field.queryset.filter(pk=value).first()
        return str(value or "–")

    def save_content(self, *, by, at, is_new):
        """Keep the form as the newest revision of the article, merged with what others saved."""
        made = {}
        for tag in self.cleaned_data.get("tags", []):
            if tag.pk is None:
                tag.slug = unique_slug(Tag, tag.name)  # two new ones may be spelled alike
                add_tag(tag, by=by, at=at)
                made[f"{NEW}{tag.name}"] = tag.pk
        article = self.instance
        content = self._own_content() if is_new else self.content
        content["tags"] = [made.get(key, key) for key in content["tags"]]
        merged = article.latest_revision_id is not None and article.latest_revision != self.base
        act = Revision.Action.MERGE if merged else Revision.Action.SAVE
        return article.save_revision(content, by=by, at=at, act=act, is_new=is_new)


def content_name(name: str) -> str:
    """What a field of the form is called in the content of a revision."""
    return CONTENT.get(name, name)


def as_posted(form: dict[str, list[str]]) -> QueryDict:
    """A form kept name by name, as a request would bring it."""
    data = QueryDict(mutable=True)
    for name, values in form.items():
        data.setlist(name, values)
    return data


def typed_content(form: dict[str, list[str]], base: dict) -> dict:
    """``base`` with what was typed into a form over it, as far as its values can be read."""
    data, content = as_posted(form), dict(base)
    is_whole = "body" in data  # a photo editor's form has but the photo
    for name in (*FIELDS, *LISTS):
        field = FORM_NAME.get(name, name)
        if name in LISTS:
            if is_whole:
                content[name] = [_key(value) for value in data.getlist(field)]
        elif field in data:
            content[name] = _value(name, data[field])
    return content


def _key(value: str) -> int | str:
    return row_key(value) or value


def _value(name, text):
    if name.endswith("_id"):
        return row_key(text)
    if name == "body":
        return bodies.clean(text)
    return one_line(text) if name == "headline" else text.strip().replace("\r\n", "\n")


def _joined(parts):
    """One value from the parts of a clash: a text of its blocks, or the only one."""
    return parts[0] if len(parts) == 1 else "".join(parts)
