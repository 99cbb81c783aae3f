"""The form of an article: checked as a whole, a transition to the next status included."""

from functools import partial

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ...models import Article, Kind, Tag
from ...models.desk import notes
from ...models.workflow.corrections import LONGEST_NOTE
from ...models.workflow.publishing import INSTANTS, by_field, reasonable_instant
from ...models.workflow.transitions import TRANSITIONS, Status
from ...upstream import ValidationScope
from ..autocomplete import ARTICLES, AUTHORS, TAGS
from ..fields import BodyField, OrderedField, PhotoField, RowField, Shorter
from .corrections import ChangeField, NoticeField, check_notice, was_sent_before
from .revision_form import RevisionForm
from .typography import one_line, set_fields

CHECKED = {"publish", "amend"}
HEADLINE_AIM, SEO_AIM, LEDE_AIM = 90, 60, 300
# Characters, where the database has room for more than any reader has time.
LONGEST = {"lede": 10_000, "notice": LONGEST_NOTE}


def new_tag(name):
    """The tag that has this name, in whatever spelling, or an unsaved one that is called so."""
    tag = Tag.objects.named(name.replace("\0", ""))
    if tag.pk:
        return tag
    try:
        tag.full_clean()
    except ValidationError as error:
        raise ValidationError(
            _("The tag “%(name)s” cannot be made."), params={"name": tag.name}
        ) from error
    return tag


class ArticleForm(ValidationScope, RevisionForm):
    """``user`` fills it in, to make the transition called ``transition``, if any."""

    check_results = None  # of the publish checks, where the form has asked it

    tags = OrderedField(TAGS, "tags", label=_("Tags"), required=False)
    authors = OrderedField(AUTHORS, "authors", label=_("Authors"), required=False)
    related = OrderedField(ARTICLES, "articles", label=_("Related articles"), required=False)
    change = ChangeField()
    notice = NoticeField()
    photo = PhotoField(label=_("Lead photo"))
    body = BodyField(label=_("Body"), required=False)
    note = forms.CharField(
        label=_("New note"),
        required=False,
        max_length=notes.LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    override_reason = forms.CharField(
        label=_("Reason for overriding a requirement"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_(
            "If given, the article is published in spite of a blocking requirement. The reason "
            "stays on record."
        ),
    )

    class Meta:
        model = Article
        exclude = ["tags", "authors"]  # lists of the content, which RevisionForm reads and saves
        fields = [
            "headline",
            "seo_headline",
            "lede",
            "body",
            "kind",
            "section",
            "agency",
            "source_url",
            "photo",
            "photo_caption",
            "language",
            "published_at",
            "withdraw_at",
            "embargo_until",
            "assigned_to",
            "due_at",
        ]
        widgets = {
            "headline": forms.Textarea(attrs={"rows": 1, "data-aim": HEADLINE_AIM}),
            "seo_headline": forms.TextInput(attrs={"data-aim": SEO_AIM, "class": "vTextField"}),
            "lede": forms.Textarea(attrs={"rows": 1, "data-aim": LEDE_AIM}),
            "photo_caption": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args, user, transition="", change="", **kwargs):
        self.user, self.transition = user, transition
        super().__init__(*args, **kwargs)
        self._dress()
        self._name_time()
        for name in set(self.fields) - {*self._meta.fields, "note"}:
            del self.fields[name]  # a photo editor's form has few of those that are declared here
        for name in LONGEST.keys() & self.fields.keys():
            self.fields[name].validators.append(Shorter(LONGEST[name]))
        for name, field in self.fields.items():
            if isinstance(field, OrderedField):
                field.present = partial(self.listed, name)
            if isinstance(field, RowField):
                field.present = getattr(self.instance, name, None)
            # A page that is loaded again shows what is stored, not what a browser remembers.
            field.widget.attrs["autocomplete"] = "off"
        self.begin()
        if "change" in self.fields and self.instance.pk:
            self.fields["change"].begin(self.instance, change)
        if "tags" in self.fields and self.user and self.user.has_perm("articles.add_tag"):
            self.fields["tags"].allow_new(new_tag)

    def _dress(self):
        """What the widgets of some fields say beside what the model knows."""
        for name in {"headline", "lede"} & self.fields.keys():
            # They stand on the page without a label that is seen.
            self.fields[name].widget.attrs["placeholder"] = self.fields[name].label
        for name in (*INSTANTS, "due_at"):
            if name in self.fields:
                day, hour = self.fields[name].widget.widgets
                # Before anything is reckoned with an instant that no calendar has.
                self.fields[name].validators.append(reasonable_instant)
                hour.format = "%H:%M"
                day.attrs["aria-label"], hour.attrs["aria-label"] = (
                    _("Date"),
                    pgettext_lazy("field", "Time"),
                )

    def _name_time(self):
        """Of what is not out yet, the time is one to come."""
        if "published_at" in self.fields and not self.instance.is_live(timezone.now()):
            self.fields["published_at"].label = _("To be published at")

    def clean_headline(self):
        # The field is high so that a long headline is seen whole; it has one line all the same.
        return one_line(self.cleaned_data["headline"])

    def clean_related(self):
        picks = self.cleaned_data["related"]
        if self.instance.pk in [pick.pk for pick in picks]:
            raise ValidationError(_("An article cannot be related to itself."))
        return picks

    def clean(self):
        cleaned = super().clean()
        set_fields(self, cleaned)
        self.keep_schedule(cleaned)
        self.settle(cleaned)
        check_notice(self)
        return cleaned

    def without_validation(self, excluded):
        # The fields of the form have found the rows already that they name.
        excluded |= {"kind", "section", "photo"}
        if self.instance.status == Status.PUBLISHED:
            # Its constraints name these two, which are not in the form.
            excluded -= {"status", "slug"}
        return excluded

    @property
    def has_transitioned(self):
        """Whether the transition was made already with the same text: a button pressed twice."""
        if (
            not self.transition
            or self.content is None
            or self.content != self.instance.working_content()
        ):
            return False
        if self.transition == "amend":
            return was_sent_before(self)
        transition, status = TRANSITIONS[self.transition], self.instance.status
        return status == transition.target and status not in transition.sources

    def full_clean(self):
        super().full_clean()
        if self.is_bound:
            self._check_whole()

    def _check_whole(self):
        if self.instance.pk and not self.errors:
            self.check_clashes()
        if self.transition and not self.has_transitioned:
            self._check_transition()
        if self.transition in CHECKED or self.instance.status == Status.PUBLISHED:
            self._check_publishing()

    def _check_transition(self):
        try:
            self.instance.check_transition(self.transition)
        except ValidationError as error:
            self.add_error(None, error)
        section = self.cleaned_data.get("section")
        if self.transition in CHECKED and section and not self.user.publishes_in(section.pk):
            self.add_error("section", _("You have no right to publish in this section."))

    def _check_publishing(self):
        """What the publish checks stop, beside the field that can mend it; of a save what is fixed.

        A field that has an error already gets no second one: one is enough to mend.
        """
        if "authors" not in self.fields:
            return  # a photo editor's form: neither does it say all, nor does it publish
        content = self.content or self._own_content()
        self.check_results = self.instance.check_results(content, at=timezone.now())
        overrides = bool(self.cleaned_data.get("override_reason"))
        skips = overrides or self.transition not in CHECKED
        blocking = [f for f in self.check_results if f.blocks and (f.check.fixed or not skips)]
        for name, errors in by_field(blocking).items():
            if name not in self.errors:
                self.add_error(name, errors)


def default_kind():
    """The first kind of the list: «жаңалық», unless the newsroom has ordered otherwise."""
    return Kind.objects.first()


def transition_of(request):
    """The name of the transition whose button was pressed, or an empty string."""
    return next((name for name in TRANSITIONS if f"_{name}" in request.POST), "")


# What a page may still send that was loaded before its fields and buttons got these names.
_FORMER_NAMES = {"topics": "tags", "byline": "authors"} | {
    f"_move_{name}": f"_{name}" for name in TRANSITIONS
}


def accept_former_names(request):
    """Let a form that stood open over an upgrade be saved like any other."""
    former = _FORMER_NAMES.keys() & request.POST.keys()
    if former:
        request.POST = request.POST.copy()
        for name in former:
            request.POST.setlist(_FORMER_NAMES[name], request.POST.pop(name))
