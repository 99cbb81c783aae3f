"""How words are written in the other scripts, where their rules are not enough."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from ...delivery import site_context
from ...kazakh import to_arabic, to_latin
from ...models import Spelling
from ..autocomplete import yes
from ..taxonomy.admin import WordSearch


@admin.register(Spelling)
class SpellingAdmin(WordSearch):
    """Exceptions, beside what the rules would make of the same words."""

    list_display = ["word", "latin", "arabic", "unchanged", "by_rule"]
    list_filter = ["is_kept"]
    search_fields = ["word", "latin", "arabic"]
    fields = ["word", "by_rule", "latin", "arabic", "is_kept"]
    readonly_fields = ["by_rule"]
    show_facets = admin.ShowFacets.NEVER

    @admin.display(description=_("is kept"), ordering="is_kept")
    def unchanged(self, spelling):
        return yes(spelling.is_kept)

    @admin.display(description=_("by the rules"))
    def by_rule(self, spelling):
        if not spelling.word:
            return self.get_empty_value_display()
        standard = site_context.current().identity.latin_standard
        return format_html(
            '<span lang="kk-Latn">{}</span> · <bdi lang="kk-Arab">{}</bdi>',
            to_latin(spelling.word, standard),
            to_arabic(spelling.word),
        )
