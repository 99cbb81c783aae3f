"""«Шұғыл»: a headline, one press, and readers have it; the text comes later, in the same article.

Section, byline and kind are filled in from who writes. Who may not publish in the section sends it
to the desk instead.
"""

import uuid

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from ...curation.breaking_banner import put_in_banner
from ...db.locks import write_transaction
from ...models import Article, Section, SiteIdentity
from ...models.content.flashes import make_flash
from ...models.workflow.transitions import Status
from ..autocomplete import AUTHORS
from ..fields import OrderedField
from .autosave import made_already
from .form import default_kind
from .revision_form import content_name
from .typography import one_line, set_fields
from .unsaved import form_address, key_of


class _SectionField(forms.ModelChoiceField):
    """A section; of one in which ``user`` may not publish it is said what becomes of a flash."""

    user = None

    def label_from_instance(self, obj):
        name = obj.localized_name
        publishes = self.user.publishes_in(obj.pk)
        return name if publishes else _("%s – goes to the desk") % name


class FlashForm(forms.ModelForm):
    """What a flash has beside its headline is there already, and may be changed."""

    base = None  # the revision it goes on from: none

    authors = OrderedField(AUTHORS, "authors", label=_("Authors"), required=False)

    field_order = ["headline", "section", "kind", "authors", "agency", "language"]

    class Meta:
        model = Article
        fields = ["headline", "section", "kind", "agency", "language"]
        field_classes = {"section": _SectionField}
        widgets = {"headline": forms.Textarea(attrs={"rows": 2, "autofocus": True})}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        section, kind = self.fields["section"], self.fields["kind"]
        section.user, section.required = user, True
        section.empty_label = kind.empty_label = None

    @cached_property
    def key(self) -> str:
        """The form's own key: sent twice, it makes one article."""
        try:
            return str(uuid.UUID(self.data.get("key", "")))
        except ValueError:
            return str(uuid.uuid4())

    def clean_headline(self):
        return one_line(self.cleaned_data["headline"])

    def clean(self):
        cleaned = super().clean()
        set_fields(self, cleaned)
        return cleaned

    @property
    def content(self) -> dict:
        """What it says, as a revision keeps it."""
        said = self.cleaned_data
        given = {content_name(name): getattr(said[name], "pk", said[name]) for name in said}
        return Article().content() | given | {"authors": [one.pk for one in said["authors"]]}


def flash(request, model_admin):
    """The page of a flash; POST publishes it, or sends it to the desk."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, model_admin, FlashForm(user=request.user, initial=_begun(request)))
    with write_transaction():
        if made := made_already(request):
            return HttpResponseRedirect(form_address(made))
        form = FlashForm(request.POST, user=request.user)
        article = _made(request, form) if form.is_valid() else None
    if article is None:
        return _page(request, model_admin, form)
    return HttpResponseRedirect(form_address(article.pk))


def _page(request, model_admin, form):
    context = model_admin.admin_site.each_context(request) | {
        "opts": model_admin.opts,
        "title": _("Flash"),
        "form": form,
        "publishes": request.user.has_perm("articles.publish_article"),
    }
    return render(request, "admin/articles/article/flash.html", context)


def _begun(request) -> dict:
    """What is filled in from who writes: section, kind, byline."""
    author = getattr(request.user, "author", None)
    identity = None if author else SiteIdentity.objects.first()
    return {
        "section": _section_of(request.user),
        "kind": default_kind(),
        "authors": [author.pk] if author else [],
        "agency": identity.name if identity else "",
    }


def _section_of(user) -> int | None:
    """The key of the user's own section, else of the one used last, else of the first."""
    sections = list(Section.objects.values_list("pk", flat=True))
    own = [key for key in sections if key in user.own_sections] or sections
    written = Article.objects.filter(created_by=user, section__in=own)
    last = written.order_by("-pk").values_list("section", flat=True).first()
    return last or next(iter(own), None)


def _made(request, form):
    """The flash, on its way; None where the publish checks refuse, as ``form`` then says."""
    at, by = timezone.now(), request.user
    try:
        article = make_flash(form.content, by=by, at=at, form_key=key_of(request))
    except ValidationError as error:
        for name, said in error.message_dict.items():
            form.add_error(name if name in form.fields else None, said)
        return None
    if article.status == Status.PUBLISHED:
        said = _("The flash is out. Its text grows here, at the same address.")
        link = '{} <a href="{}">{}</a>'
        address = article.get_absolute_url()
        messages.success(request, format_html(link, said, address, _("View on the site")))
        show_in_banner(request, article)
    else:
        messages.success(request, _("The flash was sent to the desk, marked as urgent."))
    return article


def show_in_banner(request, article):
    """Put what was urgent and is published now into the breaking banner, and say so."""
    replaced = put_in_banner(article, by=request.user, at=timezone.now())
    messages.success(request, _("It stands in the breaking banner for three hours."))
    if replaced:
        said = _("It took the place of “%s” in the breaking banner.") % replaced.text
        messages.warning(request, said)
