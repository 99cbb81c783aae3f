"""The form of an article: checked as a whole, a move to the next status included."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..forms import unique_slug
from ..models import Article, Kind, Tag
from ..workflow import MOVES, Status
from .choices import ARTICLES, AUTHORS, TAGS
from .corrections import ChangeField, NoticeField, check_notice
from .fields import BodyField, OrderedField, PhotoField
from .revision_form import RevisionForm

HEADLINE_AIM, SEO_AIM, LEDE_AIM = 90, 60, 300


def new_tag(name):
    """An unsaved tag called ``name``, or the one that has this name but for letter case."""
    name = name.strip().lstrip("#").strip()
    same = Tag.objects.filter(name__iregex=f"^{_escaped(name)}$").first() if name else None
    if same:
        return same
    tag = Tag(name=name, slug=unique_slug(Tag, name))
    try:
        tag.full_clean()
    except ValidationError as error:
        raise ValidationError(
            _("«%(name)s» деген тег ашылмайды."), params={"name": name}
        ) from error
    return tag


def _escaped(text):
    return "".join(rf"\{c}" if not c.isalnum() and not c.isspace() else c for c in text)


class ArticleForm(RevisionForm):
    """``user`` and ``move`` (a name, or empty) are set by the admin on a subclass."""

    user = None
    move = ""

    topics = OrderedField(TAGS, "tags", label=_("Тегтер"), required=False)
    byline = OrderedField(AUTHORS, "authors", label=_("Авторлар"), required=False)
    related = OrderedField(ARTICLES, "articles", label=_("Қатысты мақалалар"), required=False)
    change = ChangeField()
    notice = NoticeField()
    photo = PhotoField(label=_("Басты фото"))
    body = BodyField(label=_("Мәтіні"), required=False)

    class Meta:
        model = Article
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
        ]
        widgets = {
            "headline": forms.Textarea(attrs={"rows": 2, "data-aim": HEADLINE_AIM}),
            "seo_headline": forms.TextInput(attrs={"data-aim": SEO_AIM, "class": "vTextField"}),
            "lede": forms.Textarea(attrs={"rows": 3, "data-aim": LEDE_AIM}),
            "photo_caption": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("published_at", "withdraw_at"):
            if name in self.fields:
                day, hour = self.fields[name].widget.widgets
                day.attrs["aria-label"], hour.attrs["aria-label"] = _("Күні"), _("Уақыты")
        for name in set(self.fields) - set(self._meta.fields):
            del self.fields[name]  # a photo editor's form has few of those that are declared here
        for field in self.fields.values():
            # A page that is loaded again shows what is stored, not what a browser remembers.
            field.widget.attrs["autocomplete"] = "off"
        self.begin()
        if "topics" in self.fields and self.user and self.user.has_perm("articles.add_tag"):
            self.fields["topics"].allow_new(new_tag)

    def clean_headline(self):
        # The field is high so that a long headline is seen whole; it has one line all the same.
        return " ".join(self.cleaned_data["headline"].split())

    def clean_related(self):
        picks = self.cleaned_data["related"]
        if self.instance.pk in [pick.pk for pick in picks]:
            raise ValidationError(_("Мақала өзіне қатысты бола алмайды."))
        return picks

    def clean(self):
        cleaned = super().clean()
        self.keep_placement(cleaned)
        self.settle(cleaned)
        check_notice(self)
        if self.move == "publish" and "published_at" not in self.errors:
            now = timezone.now().replace(microsecond=0)
            cleaned["published_at"] = cleaned.get("published_at") or now
        return cleaned

    def _get_validation_exclusions(self):
        # The constraints of a published article name these two; they are not in the form.
        return super()._get_validation_exclusions() - {"status", "slug"}

    @property
    def has_moved(self):
        """Whether the move was made already, with the same text: the button was pressed twice."""
        if not self.move or self.content is None or self.content != self.instance.working_content():
            return False
        move, status = MOVES[self.move], self.instance.status
        return status == move.target and status not in move.sources

    def _post_clean(self):
        super()._post_clean()
        if self.instance.pk and not self.errors:
            self.check_clashes()
        try:
            if self.move and not self.has_moved:
                self.instance.check_can_move(self.move)
            publishes = self.move == "publish" or self.instance.status == Status.PUBLISHED
            if publishes and "byline" in self.fields:
                self.instance.check_can_publish(signed=bool(self.cleaned_data.get("byline")))
        except ValidationError as error:
            self._add_missing(error)

    def _add_missing(self, error):
        """The errors of ``error`` for fields that have none yet: one is enough to mend."""
        by_field = error.error_dict if hasattr(error, "error_dict") else {None: error.error_list}
        for name, errors in by_field.items():
            if name not in self.errors:
                self.add_error(name, errors)


def default_kind():
    """The first kind of the list: «жаңалық», unless the newsroom has ordered otherwise."""
    return Kind.objects.first()


def move_of(request):
    """The name of the move whose button was pressed, or an empty string."""
    return next((name for name in MOVES if f"_move_{name}" in request.POST), "")
