"""Corrections: what the form asks of who changes a live article, and the list of all."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from ...models import Correction
from ...models.workflow.corrections import check_note
from ..base.readonly import ReadOnly

_Kind = Correction.Kind
CHANGES = [
    (_Kind.UPDATE, _("Update – the story has moved on, something new was added")),
    (_Kind.IMPROVEMENT, _("Improvement – spelling, style; readers are not told")),
    (_Kind.CORRECTION, _("Correction – a wrong fact was put right")),
    (_Kind.APOLOGY, _("Apology – the mistake has harmed somebody")),
]


class ChangeField(forms.ChoiceField):
    """Of what kind the change is that readers are about to see."""

    def __init__(self):
        super().__init__(
            label=_("Kind of change"), choices=CHANGES, initial=_Kind.UPDATE, required=False
        )


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
    return {"change": said["change"] or _Kind.UPDATE, "note": said["notice"]}


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
