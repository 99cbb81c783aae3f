"""Articles: the form of the desk, and the transitions that its buttons make."""

from copy import copy
from functools import partial, wraps

from csp.constants import SELF
from csp.decorators import csp_update
from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ...db.locks import write_transaction
from ...delivery.contexts import body_html
from ...models import Article, Autosave, Note, User
from ...models.workflow.permissions import can_transition, edits_photos_only
from ...models.workflow.publishing import INSTANTS
from ...models.workflow.transitions import TRANSITIONS
from ..autocomplete import suggestions
from ..base.form_classes import CachedFormClasses
from ..fields import ColleagueField, RowField
from . import sidebar as cards
from .autosave import (
    LARGEST,
    PARTED,
    autosave,
    autosave_form,
    autosaved_form,
    made_already,
    store_clashes,
)
from .change_list import ArticleList, state_of
from .corrections import correction_of, offer_correction, texts_of
from .embed_titles import embed_title
from .fieldsets import READING, fieldsets_for
from .flash import flash, show_in_banner
from .form import ArticleForm, accept_former_names, default_kind, transition_of
from .history import compare, history, revision
from .permissions import ArticlePermissions
from .preview import preview, scripts_of
from .suggestions import offer, rate, reasons
from .take_down import ask, take_down
from .templates import content_of_template, templates_to_choose
from .transitions import done, main_transition, transition_alone
from .typos import accept_word, find_typos
from .unsaved import discard, form_address, key_of, unsaved_texts

_STYLES = (
    *("article-form", "article-panel", "preview-pane", "body-editor", "body-blocks", "typos"),
    *("article-submit-row", "article-sidebar", "publish-checks", "autosave", "merge-conflicts"),
)
_SCRIPTS = (
    *("admin/desk", "admin/panel", "admin/preview-pane", "admin/calendar", "admin/ask"),
    *("admin/autosave", "admin/typos", "reader/copy", "admin/suggestions"),
)


@admin.register(Article)
class ArticleAdmin(CachedFormClasses, ArticlePermissions, ArticleList):
    """The form of the desk; its buttons are the transitions that the user may make."""

    form = ArticleForm
    readonly_fields = ["text", "signed_by", "tagged", "suggestions"]

    class Media:
        css = {"all": [f"css/admin/{name}.css" for name in _STYLES]}
        js = [forms.Script(f"js/{name}.js", type="module") for name in _SCRIPTS]

    def get_fieldsets(self, request, obj=None):
        if obj and not self.has_change_permission(request, obj):
            return READING
        return fieldsets_for(request.user, obj)

    def get_readonly_fields(self, request, obj=None):
        extra = ["headline", "lede"] if edits_photos_only(request.user) else []
        return [*self.readonly_fields, *extra]

    # What is shown and not changed

    @admin.display(description=_("body"))
    def text(self, article):
        body = body_html(article.body, timezone.now())  # which cleans it
        return mark_safe(f'<div class="ProseMirror">{body}</div>')  # noqa: S308

    @admin.display(description=pgettext_lazy("column", "tags"))
    def tagged(self, article):
        tags = ", ".join(str(tagging.tag) for tagging in article.taggings.select_related("tag"))
        return tags or self.get_empty_value_display()

    @admin.display(description=_("suggestions"))
    def suggestions(self, article):
        return offer(article)

    # The form

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "assigned_to":
            kwargs["queryset"] = User.objects.publishing()
            kwargs["form_class"] = ColleagueField
        elif db_field.name in ("kind", "section"):
            kwargs["form_class"] = RowField
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if wrapped := getattr(getattr(field, "widget", None), "widget", None):
            field.widget = wrapped  # no pop-up windows beside section and kind
        return field

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return partial(
            form,
            user=request.user,
            transition=transition_of(request),
            change=request.GET.get("change", ""),
            autosave=autosaved_form(request),
        )

    def get_changeform_initial_data(self, request):
        author = getattr(request.user, "author", None)
        begun = {"kind": default_kind(), "authors": [author.pk] if author else []}
        return begun | content_of_template(request)

    def get_object(self, request, object_id, from_field=None):
        # As it was read for this post, in the same transaction.
        read = request.__dict__.pop("article_read", None)
        return read or super().get_object(request, object_id, from_field)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        accept_former_names(request)
        transition = transition_of(request)
        with write_transaction():
            article = self.get_object(request, object_id) if object_id else None
            begun = article or Article(created_by=request.user)
            if transition and not can_transition(request.user, begun, TRANSITIONS[transition]):
                raise PermissionDenied
            if article and transition and TRANSITIONS[transition].takes_down:
                return take_down(request, self, article, transition)
            changes = article is not None and self.has_change_permission(request, article)
            if object_id is None:
                object_id = made_already(request)
            elif key_of(request) and not changes:
                return self._part(request)
            elif transition and not changes:
                transition_alone(request, begun, transition)
                return HttpResponseRedirect(request.path)
            request.article_read, request.article_stored = article and copy(article), article
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _part(self, request):
        """Keep what was typed into an article that has gone, or moved on, in the meantime."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        autosave_form(request, None)
        messages.warning(request, PARTED)
        return HttpResponseRedirect(form_address(None, key_of(request)))

    @csp_update({"frame-src": [SELF]})  # the preview beside the text
    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        stored = obj if change else None
        form = context["adminform"].form
        writes = self.has_change_permission(request, stored) if stored else True
        if form.is_bound and form.clashes:
            store_clashes(request, form)
        transitions = self.transitions(request, stored)
        context |= cards.sidebar_context(request, stored, form)
        context |= {
            "transitions": [one for one in transitions if not one.takes_down],
            "take_downs": [one for one in transitions if one.takes_down],
            # Then to publish the change is what is done all day, else to save it.
            "amends": any(one.name == "amend" for one in transitions),
            "main_transition": main_transition(transitions),
            "state": state_of(stored or Article()),
            "preview_url": self._address("preview", stored),
            "scripts": scripts_of(stored),
            "parted": PARTED,
            "autosave_url": self._address("autosave", stored),
            "writes": writes,
            "desk": form if writes else None,
            "take_down_url": self._address("take_down", stored) if stored else "",
            "largest": LARGEST,
            "most": settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
            # More goes into a request than when each letter is sent as six signs.
            "has_file_field": True,
        }
        if add and not form.is_bound:
            context["templates"] = templates_to_choose()
        if writes and not form.is_bound:
            context |= unsaved_texts(request, stored, but=form.autosave)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _address(self, name, article):
        """Of the view called ``name`` of an article, or of a new one."""
        if article:
            return reverse(f"admin:articles_article_{name}", args=[article.pk])
        return reverse(f"admin:articles_article_{name}_new")

    def view_on_site(self, article):
        return article.get_absolute_url() if article.is_live() else None

    # Saving

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by, obj.form_key = request.user, form.key
            super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """What the form says becomes a revision; readers see it when a transition makes them."""
        article, by, now = form.instance, request.user, timezone.now()
        if stored := request.__dict__.get("article_stored"):
            vars(article).update(vars(stored))  # without what validation has written into it
        else:
            article.refresh_from_db()
        form.save_content(by=by, at=now, is_new=not change)
        Autosave.objects.filter(by=by, key=form.key).delete()
        said = form.cleaned_data
        if "assigned_to" in said:
            article.assign(said["assigned_to"], by=by, at=now)
        if "due_at" in said:
            article.set_due(said["due_at"], by=by, at=now)
        for name in said.keys() & INSTANTS:
            setattr(article, name, said[name])
        if text := said.get("note"):
            Note.write(article, text, by=by, at=now)
        if form.transition and not form.has_transitioned:
            reason = said.get("override_reason", "")
            before = texts_of(article)
            is_flash = form.transition == "publish" and article.urgent_since
            article.transition(form.transition, by=by, at=now, reason=reason, **correction_of(form))
            if is_flash:
                show_in_banner(request, article)
            offer_correction(request, form, before)
        else:
            article.reschedule(by=by, at=now)

    def response_add(self, request, obj, post_url_continue=None):
        return self._stay(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._stay(request, obj) or super().response_change(request, obj)

    def _stay(self, request, article):
        """Back to the form, saying what was done; None where the user leaves the article."""
        transition = transition_of(request)
        if not transition and "_continue" not in request.POST:
            return None
        done(request, article, transition)
        return HttpResponseRedirect(form_address(article.pk))

    def get_urls(self):
        return [
            self._path("choose/<slug:kind>/", suggestions, "choose"),
            self._path("flash/", flash, "flash"),
            self._path("embed-title/", embed_title, "embed_title"),
            self._path("typos/", find_typos, "typos"),
            self._path("typos/accept/", accept_word, "accept_word"),
            self._path("colleagues/", cards.colleagues, "colleagues"),
            self._path("discard/", discard, "discard"),
            self._path("autosave/", autosave, "autosave_new"),
            self._path("preview/", preview, "preview_new"),
            self._path("<int:object_id>/autosave/", autosave, "autosave"),
            self._path("<int:object_id>/preview/", preview, "preview"),
            self._path("<int:object_id>/take-down/", ask, "take_down"),
            self._path("<int:object_id>/related/", reasons, "reasons"),
            self._path("<int:object_id>/related/judge/", rate, "judge"),
            self._path("<int:object_id>/history/<int:number>/", revision, "revision"),
            self._path("<int:object_id>/compare/", compare, "compare"),
            self._path("<int:object_id>/note/", cards.note, "note"),
            self._path("<int:object_id>/outside/", cards.preview_link, "outside"),
            *super().get_urls(),
        ]

    def _path(self, route, view, name):
        """The address of ``view``: a function of the request, this admin, what ``route`` names."""

        @wraps(view)
        def bound(request, **arguments):
            accept_former_names(request)
            return view(request, self, **arguments)

        return path(route, self.admin_site.admin_view(bound), name=f"articles_article_{name}")

    def history_view(self, request, object_id, extra_context=None):
        return history(request, self, object_id)
