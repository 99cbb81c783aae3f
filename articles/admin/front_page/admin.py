"""Front pages: editors put stories on the front pages and on top of sections.

Every button of a page sends the whole draft, which comes back changed; readers see nothing of it
before it is saved. The scripts add dragging, and keep the page from blinking.
"""

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from ...db.row_keys import row_key
from ...delivery.contexts import PAGE_SIZE, edition_in, front_page_context, section_context
from ...models import Article, Layout, Section, StaleLayout
from ...models.curation.page_layout import PageLayout, merge
from ..articles.preview import private_response
from .draft import BreakingBannerForm, Draft
from .screen import name_of_part, screen


def can_edit_layout(user, section):
    """Whether ``user`` may change the layout of ``section``, or of a front page (None).

    The front page belongs to all editors, a section to those who publish in it.
    """
    publishes = section is None or user.publishes_in(section.pk)
    return publishes and user.has_perm("articles.change_layout")


@admin.register(Layout)
class LayoutAdmin(admin.ModelAdmin):
    """In the place of a list of versions: the layout of a page."""

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        return HttpResponseRedirect(address_of(request.user.language))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        version = get_object_or_404(Layout, pk=row_key(object_id))
        return HttpResponseRedirect(address_of(version.language, version.section_id))

    def get_urls(self):
        wrap = self.admin_site.admin_view
        layout, preview = wrap(self.front_page_view), wrap(self.preview_view)
        name = "articles_layout_{}".format
        return [
            path("<slug:language>/board/", layout, name=name("front")),
            path("<slug:language>/board/<int:section_id>/", layout, name=name("section")),
            path("<slug:language>/preview/", preview, name=name("front_preview")),
            path("<slug:language>/preview/<int:section_id>/", preview, name=name("preview")),
            *super().get_urls(),
        ]

    def front_page_view(self, request, language, section_id=None):
        """The screen; POST does what its button says."""
        section = _page(request, language, section_id)
        newest = Layout.objects.of(language, section).select_related("by").first()
        if newest and not newest.is_readable:
            said = _("The saved layout of this page (No. %s) is damaged, so it is shown empty.")
            messages.error(request, said % newest.number)
        if request.method != "POST":
            layout, base = (newest.layout, newest.number) if newest else (PageLayout(), 0)
            draft = Draft(layout, base, timezone.now())
            return _show(self, request, draft, newest, language, section)
        verb, *arguments = request.POST.get("act", "").split() or ["show"]
        if verb in ("undo", "restore"):
            return _go_back(request, verb, arguments, newest, language, section)
        draft = _draft(request)
        if verb == "save" and draft.is_valid():
            return self._save(request, draft, newest, language, section)
        return _show(self, request, draft, newest, language, section, [verb, *arguments])

    def _save(self, request, draft, newest, language, section):
        page = {"language": language, "section": section}
        try:
            Layout.save_version(
                draft.layout, **page, base=draft.base, by=request.user, at=draft.now
            )
        except StaleLayout as stale:
            _merge(draft, stale.newest, **page)
            return _show(self, request, draft, stale.newest, language, section)
        return _done(request, _("The page is updated."), language, section)

    def preview_view(self, request, language, section_id=None):
        """The page as readers will see it, with what was posted from the screen."""
        section = _page(request, language, section_id)
        if request.method != "POST":
            raise Http404
        draft = _draft(request)
        with edition_in(language):
            if section is None:
                template, context = "front", front_page_context(draft.at, layout=draft.layout)
            else:
                live = Article.objects.live(draft.at).in_language(language).in_section(section)
                found = list(live.newest().for_cards(draft.at)[:PAGE_SIZE])
                context = section_context(section, found, at=draft.at, layout=draft.layout)
                template, context["is_first"] = "section", True
            return private_response(render(request, f"articles/{template}.html", context))


def address_of(language, section_id=None, name=""):
    """Where the screen of a page is, or its preview."""
    if section_id is None:
        return reverse(f"admin:articles_layout_{name or 'front'}", args=[language])
    kind = "preview" if name else "section"
    return reverse(f"admin:articles_layout_{kind}", args=[language, section_id])


def _page(request, language, section_id):
    """The section whose layout was asked for, None for the front page."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    section = get_object_or_404(Section, pk=section_id) if section_id else None
    if not can_edit_layout(request.user, section):
        raise PermissionDenied
    return section


def _draft(request):
    try:
        return Draft.posted(request.POST, timezone.now())
    except ValueError as error:
        raise BadRequest("no screen has sent this") from error


def _show(model_admin, request, draft, newest, language, section, command=()):
    """The screen with the draft in it, after the button's ``act``."""
    try:
        context = screen(draft, newest, language, section, command, request.POST)
    except ValueError as error:
        raise BadRequest("no screen has sent this") from error
    context |= model_admin.admin_site.each_context(request)
    context |= {
        "opts": model_admin.opts,
        "title": _("Arranging the pages"),
        "languages_of_pages": [
            (name, code == language, address_of(code, section and section.pk))
            for code, name in settings.LANGUAGES
        ],
        "pages": [
            (str(page or _("Front page")), page == section, address_of(language, page and page.pk))
            for page in [None, *Section.objects.all()]
            if can_edit_layout(request.user, page)
        ],
        "preview_url": address_of(language, section and section.pk, "front_preview"),
    }
    return render(request, "admin/articles/layout/front_page.html", context)


def _merge(draft, newest, language, section):
    """Let the draft go on from ``newest``, with the changes of both, and say so."""
    base = Layout.objects.of(language, section).filter(number=draft.base).first()
    merged, clashes = merge(base.layout if base else PageLayout(), draft.layout, newest.layout)
    draft.layout, draft.base = merged, newest.number
    draft.banner_form = BreakingBannerForm.showing(merged.banner)
    draft.errors.append(
        _(
            "Not saved yet: while you were arranging, %(name)s changed this page. Those changes "
            "are now here too. Look them over and save again."
        )
        % {"name": newest.by or _("somebody else")}
    )
    if clashes:
        names = ", ".join(name_of_part(part, section) for part in clashes)
        draft.errors.append(
            _("You both changed: %(slots)s. Your version stands here.") % {"slots": names}
        )


@transaction.atomic
def _go_back(request, verb, arguments, newest, language, section):
    """Undo the newest change, or show an older version again."""
    now, base = timezone.now(), request.POST.get("base", "")
    if newest is None or base != str(newest.number):
        messages.warning(request, _("Somebody else has changed this page meanwhile. Look again."))
        return HttpResponseRedirect(address_of(language, section and section.pk))
    if verb == "undo":
        newest.undo(by=request.user, at=now)
        return _done(request, _("The last change is undone."), language, section)
    number = row_key(arguments[0]) if arguments else None
    version = get_object_or_404(Layout.objects.of(language, section), number=number)
    version.restore(base=newest.number, by=request.user, at=now)
    said = _("Version №%s is restored.") % version.number
    return _done(request, said, language, section)


def _done(request, said, language, section):
    with edition_in(language):
        page = section.get_absolute_url() if section else reverse("front")
    link = format_html('{} <a href="{}">{}</a>', said, page, _("View on the site"))
    messages.success(request, link)
    return HttpResponseRedirect(address_of(language, section and section.pk))
