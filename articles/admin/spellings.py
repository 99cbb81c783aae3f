"""How words are written in the other scripts, where their rules are not enough."""

from django.contrib import admin
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from .. import site
from ..kazakh import to_arabic, to_latin
from ..models import Act, Spelling
from .choices import yes
from .names import WordSearch


@admin.register(Spelling)
class SpellingAdmin(WordSearch):
    """Exceptions, beside what the rules would make of the same words; every change is on record."""

    list_display = ["word", "latin", "arabic", "kept", "by_rule"]
    list_filter = ["is_kept"]
    search_fields = ["word", "latin", "arabic"]
    fields = ["word", "by_rule", "latin", "arabic", "is_kept"]
    readonly_fields = ["by_rule"]
    show_facets = admin.ShowFacets.NEVER

    @admin.display(description=_("өзгермейді"), ordering="is_kept")
    def kept(self, spelling):
        return yes(spelling.is_kept)

    @admin.display(description=_("ереже бойынша"))
    def by_rule(self, spelling):
        if not spelling.word:
            return self.get_empty_value_display()
        standard = site.chrome().identity.latin_standard
        return format_html(
            '<span lang="kk-Latn">{}</span> · <bdi lang="kk-Arab">{}</bdi>',
            to_latin(spelling.word, standard),
            to_arabic(spelling.word),
        )

    def save_model(self, request, obj, form, change):
        before = _said(Spelling.objects.get(pk=obj.pk)) if change else None
        super().save_model(request, obj, form, change)
        _record("change" if change else "add", obj, request, before=before, after=_said(obj))

    def delete_model(self, request, obj):
        _record("delete", obj, request, before=_said(obj))
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        for spelling in queryset:
            self.delete_model(request, spelling)


def _said(spelling):
    return {name: getattr(spelling, name) for name in ("word", "latin", "arabic", "is_kept")}


def _record(verb, spelling, request, **states):
    Act.record(verb, spelling, by=request.user, at=timezone.now(), **states)
