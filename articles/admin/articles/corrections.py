"""Corrections: what the form asks of who changes a live article, and the list of all."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from ...models import Correction
from ...models.workflow.corrections import check_note
from ...text import bodies
from ..base.readonly import ReadOnly
from .altered_facts import altered_facts

_Kind = Correction.Kind
_NAMED = 5  # facts of a change, at most
CHANGES = [
    (_Kind.IMPROVEMENT, _("Improvement – spelling, style; readers are not told")),
    (_Kind.UPDATE, _("Update – the story has moved on, something new was added")),
    (_Kind.CORRECTION, _("Correction – a wrong fact was put right")),
    (_Kind.APOLOGY, _("Apology – the mistake has harmed somebody")),
]


class ChangeField(forms.ChoiceField):
    """Of what kind the change is that readers are about to see."""

    def __init__(self):
        super().__init__(
            label=_("Kind of change"), choices=CHANGES, initial=_Kind.IMPROVEMENT, required=False
        )

    def begin(self, article, chosen: str):
        """Offer what fits ``article`` as it was saved, or the kind that was ``chosen`` before."""
        self.initial = chosen if chosen in dict(self.choices) else usual_kind(article)
        if not article.has_unpublished_changes:
            return
        if altered := _altered(texts_of(article), article.latest_revision.content):
            ask = _("If it was wrong, choose “Correction” and tell readers.")
            self.help_text = format_html("{} {}", altered, ask)


class NoticeField(forms.CharField):
    """What readers are told of the change."""

    def __init__(self):
        super().__init__(
            label=_("Note to readers"),
            required=False,
            widget=forms.Textarea(attrs={"rows": 4}),
            help_text=_(
                "Required for a correction, an apology and a retraction: what was wrong, and what "
                "is right. It stands at the top of the article and on the page “Corrections”."
            ),
        )


def usual_kind(article) -> str:
    """A small mend, of which readers are not told; the first text of a flash is news to them."""
    return _Kind.UPDATE if article.developing_since else _Kind.IMPROVEMENT


def texts_of(article) -> dict[str, str]:
    """What the row says in words, as readers see it."""
    return {name: getattr(article, name) for name in ("headline", "lede", "body")}


def _altered(before: dict, after: dict) -> str:
    """Which facts of the content ``before`` are others in ``after``, as HTML; empty for none."""
    altered = altered_facts(_plain_text(before), _plain_text(after))
    if not altered:
        return ""
    gone, come = (", ".join(facts[:_NAMED]) for facts in altered)
    said = format_html("{} <b>{}</b>", _("A figure, a name or a quote is altered:"), gone)
    return format_html("{} → <b>{}</b>.", said, come) if come else format_html("{}.", said)


def _plain_text(content: dict) -> str:
    """Headline, lede and body; a revision that is damaged may lack them."""
    headline, lede, body = (content.get(name, "") for name in ("headline", "lede", "body"))
    return "\n\n".join([headline, lede, bodies.to_text(body)])


def offer_correction(request, form, before: dict):
    """Ask who has published a small mend of what said ``before`` whether it was no more than that.

    Readers have it already: to tell them of it takes nothing back.
    """
    article = form.instance
    if form.transition != "amend" or correction_of(form).get("change") != _Kind.IMPROVEMENT:
        return
    if altered := _altered(before, texts_of(article)):
        address = reverse("admin:articles_article_change", args=[article.pk])
        link = format_html(
            '<a href="{}?change=correction#id_notice">{}</a>',
            address,
            _("It was wrong: tell readers"),
        )
        messages.warning(request, format_html("{} {}", altered, link))


def with_correction(fieldsets, article):
    """``fieldsets``, and the two fields above where readers see ``article`` now."""
    if article is None or not article.is_live():
        return fieldsets
    correction_of = (
        _("Publishing a change"),
        {"fields": ["change", "notice"], "classes": ["side"]},
    )
    main, *side = fieldsets
    return [main, correction_of, *side]


def correction_of(form) -> dict:
    """What the form says of the change, as ``Article.transition`` takes it."""
    if "change" not in form.fields:
        return {}
    said = form.cleaned_data
    return {"change": said["change"] or usual_kind(form.instance), "note": said["notice"]}


def was_sent_before(form) -> bool:
    """Whether readers see what the form says already, and were told just that of it.

    Who has nothing new to publish may still have something to say of what is out.
    """
    article = form.instance
    if article.has_unpublished_changes:
        return False
    is_old = form.base != article.latest_revision
    if "change" not in form.fields:  # readers see nothing of it yet
        return is_old
    said, last = correction_of(form), article.corrections.first()
    note = said["note"].strip()
    is_said = last is not None and (last.kind, last.note) == (said["change"], note)
    return is_said and (is_old or note != "")


def check_notice(form):
    """Say in ``form`` that a note is missing, where the transition that is made must have one."""
    if "change" not in form.fields or form.transition not in ("amend", "retract"):
        return
    kind = _Kind.RETRACTION if form.transition == "retract" else form.cleaned_data.get("change")
    try:
        check_note(kind, form.cleaned_data.get("notice", ""))
    except ValidationError as error:
        form.add_error("notice", error.messages)


@admin.register(Correction)
class CorrectionAdmin(ReadOnly):
    """All corrections, improvements too; they are made in the form of the article."""

    list_display = ["at", "kind", "headline", "note", "by"]
    list_display_links = None
    list_filter = ["kind"]
    list_select_related = ["article", "by"]
    search_fields = ["note", "article__headline"]
    ordering = ["-at", "-pk"]

    @admin.display(description=_("article"), ordering="article__headline")
    def headline(self, correction):
        address = reverse("admin:articles_article_change", args=[correction.article_id])
        return format_html('<a href="{}">{}</a>', address, correction.article)
