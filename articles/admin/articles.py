"""Articles: the form of the desk, and the moves that its buttons make."""

from copy import copy
from functools import partial, wraps

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from ..db.locks import write_transaction
from ..models import Article, Autosave, Note, User
from ..models.publishing import INSTANTS
from ..models.rights import has_only_pictures, may_change, may_move, may_publish, moves_for
from ..pages import body_html
from ..workflow import MOVES
from . import beside as cards
from .article_form import ArticleForm, default_kind, move_of
from .article_list import ArticleList, state_of
from .autosave import LARGEST, PARTED, autosave, keep_clashes, keep_typed, kept_form, made_already
from .choices import suggestions
from .corrections import told, with_correction
from .fields import ColleagueField, RowField
from .form_classes import KeptForms
from .history import compare, history, revision
from .moves import done, move_alone
from .previews import preview
from .suggestions import judge, offer, reasons
from .takedown import ask, take_down
from .unsaved import discard, form_address, key_of, unsaved_texts


def _without_override(options):
    """The options of a fieldset for who may not override the gate."""
    return options | {"fields": [name for name in options["fields"] if name != "override_reason"]}


@admin.register(Article)
class ArticleAdmin(KeptForms, ArticleList):
    """The form of the desk; its buttons are the moves that the user may make."""

    form = ArticleForm
    readonly_fields = ["text", "signed_by", "tagged", "suggestions"]
    fieldsets = [
        (None, {"fields": ["headline", "lede", "body"], "classes": ["main"]}),
        (
            _("Жариялау"),
            {
                "fields": ["assigned_to", *INSTANTS, "override_reason"],
                "classes": ["side", "publication"],
            },
        ),
        (_("Санаты"), {"fields": ["section", "kind"], "classes": ["side"]}),
        (_("Авторлар мен тегтер"), {"fields": ["byline", "agency", "topics"], "classes": ["side"]}),
        (_("Басты фото"), {"fields": ["photo", "photo_caption"], "classes": ["side"]}),
        (_("Оқи отырыңыз"), {"fields": ["related", "suggestions"], "classes": ["side"]}),
        (
            _("Қосымша"),
            {"fields": ["seo_headline", "language", "source_url"], "classes": ["side", "collapse"]},
        ),
    ]
    photo_fieldsets = [
        (None, {"fields": ["headline", "lede", "text"], "classes": ["main"]}),
        (
            _("Басты фото"),
            {"fields": ["photo", "photo_caption"], "classes": ["side", "publication"]},
        ),
    ]
    reading_fieldsets = [
        (None, {"fields": ["headline", "lede", "text"], "classes": ["main"]}),
        (
            _("Жариялау"),
            {
                "fields": ["kind", "section", "signed_by", "tagged", "published_at"],
                "classes": ["side", "publication"],
            },
        ),
    ]

    class Media:
        css = {"all": ["css/admin-article.css", "css/admin-beside.css", "css/admin-history.css"]}
        js = [
            forms.Script("js/admin/desk.js", type="module"),
            forms.Script("js/admin/ask.js", type="module"),
            forms.Script("js/admin/autosave.js", type="module"),
            forms.Script("js/reader/copy.js", type="module"),
            forms.Script("js/admin/suggestions.js", type="module"),
        ]

    # Who may do what

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        if not allowed or obj is None or obj.pk is None:
            return allowed
        # As it stood when first asked: a form that is refused leaves other values in the object.
        decided = request.__dict__.setdefault("_may_change", {})
        if obj.pk not in decided:
            decided[obj.pk] = may_change(request.user, obj)
        return decided[obj.pk]

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or (not obj.slug and may_publish(request.user, obj)))

    def get_deleted_objects(self, objs, request):
        shown, counts, lacking, protected = super().get_deleted_objects(objs, request)
        seen = _("%(headline)s – жарияланған мақала жойылмайды, жарияланымнан алыңыз")
        foreign = _("%(headline)s – басқа бөлімнің мақаласы")
        reasons = [
            (seen if article.slug else foreign) % {"headline": article}
            for article in objs
            if not self.has_delete_permission(request, article)
        ]
        if reasons:
            lacking = lacking - {self.opts.verbose_name}
        return shown, counts, lacking, [*protected, *reasons]

    def get_fieldsets(self, request, obj=None):
        if obj and not self.has_change_permission(request, obj):
            return self.reading_fieldsets
        if has_only_pictures(request.user):
            return self.photo_fieldsets
        fieldsets = self.fieldsets
        if not request.user.has_perm("articles.override_gate"):
            fieldsets = [(name, _without_override(options)) for name, options in fieldsets]
        return with_correction(fieldsets, obj)

    def get_readonly_fields(self, request, obj=None):
        extra = ["headline", "lede"] if has_only_pictures(request.user) else []
        return [*self.readonly_fields, *extra]

    def moves(self, request, article):
        """The moves that the user may make with ``article`` (None: a new one)."""
        if article is None:
            article = Article(created_by=request.user)
        moves = moves_for(request.user, article)
        return [move for move in moves if move.name != "retract" or article.is_live()]

    # What is shown and not changed

    @admin.display(description=_("мәтіні"))
    def text(self, article):
        body = body_html(article.body)  # which cleans it
        return mark_safe(f'<div class="ProseMirror">{body}</div>')  # noqa: S308

    @admin.display(description=_("тегтері"))
    def tagged(self, article):
        tags = ", ".join(str(tagging.tag) for tagging in article.taggings.select_related("tag"))
        return tags or self.get_empty_value_display()

    @admin.display(description=_("ұсыныстар"))
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
        return partial(form, user=request.user, move=move_of(request), kept=kept_form(request))

    def get_changeform_initial_data(self, request):
        author = getattr(request.user, "author", None)
        return {"kind": default_kind(), "byline": [author.pk] if author else []}

    def get_object(self, request, object_id, from_field=None):
        # As it was read for this post, in the same transaction.
        read = request.__dict__.pop("_article", None)
        return read or super().get_object(request, object_id, from_field)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        move = move_of(request)
        with write_transaction():
            article = self.get_object(request, object_id) if object_id else None
            begun = article or Article(created_by=request.user)
            if move and not may_move(request.user, begun, MOVES[move]):
                raise PermissionDenied
            if article and move and MOVES[move].takes_down:
                return take_down(request, self, article, move)
            changes = article is not None and self.has_change_permission(request, article)
            if object_id is None:
                object_id = made_already(request)
            elif key_of(request) and not changes:
                return self._part(request)
            elif move and not changes:
                move_alone(request, begun, move)
                return HttpResponseRedirect(request.path)
            request._article, request._stored = article and copy(article), article
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _part(self, request):
        """Keep what was typed into an article that has gone, or moved on, in the meantime."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        keep_typed(request, None)
        messages.warning(request, PARTED)
        return HttpResponseRedirect(form_address(None, key_of(request)))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        stored = obj if change else None
        form = context["adminform"].form
        writes = self.has_change_permission(request, stored) if stored else True
        if form.is_bound and form.clashes:
            keep_clashes(request, form)
        context |= cards.beside(request, stored, form)
        context |= {
            "moves": self.moves(request, stored),
            "state": state_of(stored or Article()),
            "preview_url": self._address("preview", stored),
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
        if writes and not form.is_bound:
            context |= unsaved_texts(request, stored, but=form.kept)
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
        """What the form says becomes a revision; readers see it when a move makes them."""
        article, by, now = form.instance, request.user, timezone.now()
        if stored := request.__dict__.get("_stored"):
            vars(article).update(vars(stored))  # without what validation has written into it
        else:
            article.refresh_from_db()
        form.save_content(by=by, at=now, is_new=not change)
        Autosave.objects.filter(by=by, key=form.key).delete()
        said = form.cleaned_data
        if "assigned_to" in said:
            article.assign(said["assigned_to"], by=by, at=now)
        for name in said.keys() & INSTANTS:
            setattr(article, name, said[name])
        if text := said.get("note"):
            Note.write(article, text, by=by, at=now)
        if form.move and not form.has_moved:
            reason = said.get("override_reason", "")
            article.move(form.move, by=by, at=now, reason=reason, **told(form))
        else:
            article.place(by=by, at=now)

    def response_add(self, request, obj, post_url_continue=None):
        return self._stay(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._stay(request, obj) or super().response_change(request, obj)

    def _stay(self, request, article):
        """Back to the form, saying what was done; None where the user leaves the article."""
        move = move_of(request)
        if not move and "_continue" not in request.POST:
            return None
        done(request, article, move)
        return HttpResponseRedirect(form_address(article.pk))

    def get_urls(self):
        return [
            self._path("choose/<slug:kind>/", suggestions, "choose"),
            self._path("discard/", discard, "discard"),
            self._path("autosave/", autosave, "autosave_new"),
            self._path("preview/", preview, "preview_new"),
            self._path("<int:object_id>/autosave/", autosave, "autosave"),
            self._path("<int:object_id>/preview/", preview, "preview"),
            self._path("<int:object_id>/take-down/", ask, "take_down"),
            self._path("<int:object_id>/related/", reasons, "reasons"),
            self._path("<int:object_id>/related/judge/", judge, "judge"),
            self._path("<int:object_id>/history/<int:number>/", revision, "revision"),
            self._path("<int:object_id>/compare/", compare, "compare"),
            self._path("<int:object_id>/note/", cards.note, "note"),
            self._path("<int:object_id>/outside/", cards.outside, "outside"),
            *super().get_urls(),
        ]

    def _path(self, route, view, name):
        """The address of ``view``: a function of the request, this admin, what ``route`` names."""

        @wraps(view)
        def bound(request, **arguments):
            return view(request, self, **arguments)

        return path(route, self.admin_site.admin_view(bound), name=f"articles_article_{name}")

    def history_view(self, request, object_id, extra_context=None):
        return history(request, self, object_id)
