"""Templates of articles: their own form, and a new article that begins with one."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ...db.row_keys import row_key
from ...models import ArticleTemplate
from ..audit.audited import Audited
from ..autocomplete import TAGS
from ..fields import BodyField, OrderedField, RowField, Shorter
from .form import LONGEST
from .typography import one_line

TEMPLATE_VAR = "template"


def content_of_template(request) -> dict:
    """What the form of a new article begins with where the address names a template."""
    key = row_key(request.GET.get(TEMPLATE_VAR, ""))
    template = ArticleTemplate.objects.filter(pk=key).first() if key else None
    return template.content() if template else {}


def templates_to_choose() -> list[ArticleTemplate]:
    """Those that a new article may begin with, in the order of their list."""
    return list(ArticleTemplate.objects.only("name"))


class TemplateForm(forms.ModelForm):
    """A template; its texts are reduced to what an article may hold, as those of articles are."""

    tags = OrderedField(TAGS, "tags", label=_("Tags"), required=False)
    body = BodyField(label=_("Body"), required=False)

    class Meta:
        model = ArticleTemplate
        fields = ["name", "kind", "section", "headline", "lede", "body", "tags", "position"]
        field_classes = {"kind": RowField, "section": RowField}
        widgets = {
            "headline": forms.TextInput(attrs={"class": "vTextField"}),
            "lede": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lede"].validators.append(Shorter(LONGEST["lede"]))

    def clean_headline(self):
        return one_line(self.cleaned_data["headline"])


@admin.register(ArticleTemplate)
class ArticleTemplateAdmin(Audited):
    """Made by the chief editor; offered to whoever begins an article."""

    form = TemplateForm
    list_display = ["name", "kind", "section", "position"]
    list_select_related = ["kind", "section"]
    fields = ["name", "kind", "section", "headline", "lede", "body", "tags", "position"]

    class Media:
        css = {
            "all": [
                "css/admin/article-form.css",
                "css/admin/body-editor.css",
                "css/admin/body-blocks.css",
            ]
        }

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if wrapped := getattr(getattr(field, "widget", None), "widget", None):
            field.widget = wrapped  # no pop-up windows beside section and kind
        return field
