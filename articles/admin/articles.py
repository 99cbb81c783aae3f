"""Articles: the form of the desk, and the moves that its buttons make."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from .. import bodies
from ..models import Article, Autosave
from ..pages import body_html
from ..workflow import MOVES, Status, moves_from
from .article_form import ArticleForm, default_kind, move_of
from .article_list import ArticleList, state_of
from .autosave import autosave, posted, unsaved
from .choices import suggestions
from .history import history, revision
from .previews import preview

# When an article is shown: the part of the form that is no content and takes effect at once.
PLACEMENT = {"published_at", "withdraw_at"}

_DONE = {
    "submit": _("Мақала тексеруге жіберілді."),
    "return": _("Мақала авторға қайтарылды."),
    "approve": _("Мақала дайын деп белгіленді."),
    "publish": _("Мақала жарияланды."),
    "amend": _("Өзгерістер жарияланды."),
    "withdraw": _("Мақала жарияланымнан алынды."),
}


def has_only_pictures(user):
    """Whether ``user`` may change an article's photo and nothing else of it: a photo editor."""
    return not (user.has_perm("articles.add_article") or user.has_perm("articles.publish_article"))


@admin.register(Article)
class ArticleAdmin(ArticleList):
    """The form of the desk; its buttons are the moves that the user may make."""

    form = ArticleForm
    readonly_fields = ["text", "signed_by", "tagged"]
    fieldsets = [
        (None, {"fields": ["headline", "lede", "body"], "classes": ["main"]}),
        (
            _("Жариялау"),
            {"fields": ["kind", "section", "published_at", "withdraw_at"], "classes": ["side"]},
        ),
        (_("Авторлар мен тегтер"), {"fields": ["byline", "agency", "topics"], "classes": ["side"]}),
        (_("Басты фото"), {"fields": ["photo", "photo_caption"], "classes": ["side"]}),
        (_("Оқи отырыңыз"), {"fields": ["related"], "classes": ["side"]}),
        (
            _("Қосымша"),
            {"fields": ["seo_headline", "language", "source_url"], "classes": ["side", "collapse"]},
        ),
    ]
    photo_fieldsets = [
        (None, {"fields": ["headline", "lede", "text"], "classes": ["main"]}),
        (_("Басты фото"), {"fields": ["photo", "photo_caption"], "classes": ["side"]}),
    ]
    reading_fieldsets = [
        (None, {"fields": ["headline", "lede", "text"], "classes": ["main"]}),
        (
            _("Жариялау"),
            {
                "fields": ["kind", "section", "signed_by", "agency", "tagged", "published_at"],
                "classes": ["side"],
            },
        ),
    ]

    class Media:
        css = {"all": ["css/admin-article.css", "css/admin-history.css"]}
        js = [
            forms.Script("js/admin/desk.js", type="module"),
            forms.Script("js/admin/autosave.js", type="module"),
        ]

    # Who may do what

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        if not allowed or obj is None or obj.status not in (Status.PUBLISHED, Status.WITHDRAWN):
            return allowed
        return request.user.has_perm("articles.publish_article") or has_only_pictures(request.user)

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or obj.status != Status.PUBLISHED)

    def get_deleted_objects(self, objs, request):
        shown, counts, lacking, protected = super().get_deleted_objects(objs, request)
        published = [article for article in objs if article.status == Status.PUBLISHED]
        if published:
            lacking = lacking - {self.opts.verbose_name}
            reason = _("%(headline)s – алдымен жарияланымнан алыңыз")
            protected = [*protected, *(reason % {"headline": article} for article in published)]
        return shown, counts, lacking, protected

    def get_fieldsets(self, request, obj=None):
        if obj and not self.has_change_permission(request, obj):
            return self.reading_fieldsets
        return self.photo_fieldsets if has_only_pictures(request.user) else self.fieldsets

    def get_readonly_fields(self, request, obj=None):
        extra = ["headline", "lede"] if has_only_pictures(request.user) else []
        return [*self.readonly_fields, *extra]

    def moves(self, request, article):
        """The moves that the user may make with ``article`` (None: a new one)."""
        if has_only_pictures(request.user) or not self.has_change_permission(request, article):
            return []
        moves = moves_from(article.status if article else Status.DRAFT)
        return [move for move in moves if request.user.has_perm(move.permission)]

    # What is shown and not changed

    @admin.display(description=_("мәтіні"))
    def text(self, article):
        body = body_html(bodies.clean(article.body))
        return mark_safe(f'<div class="ProseMirror">{body}</div>')  # noqa: S308 - cleaned

    @admin.display(description=_("тегтері"))
    def tagged(self, article):
        return ", ".join(str(tagging.tag) for tagging in article.taggings.select_related("tag"))

    # The form

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if wrapped := getattr(getattr(field, "widget", None), "widget", None):
            field.widget = wrapped  # no pop-up windows beside section and kind
        return field

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        kept = unsaved(request, obj) if "unsaved" in request.GET else None
        given = {"user": request.user, "move": move_of(request), "unsaved": kept and posted(kept)}
        return type(form.__name__, (form,), given)

    def get_changeform_initial_data(self, request):
        author = getattr(request.user, "author", None)
        return {"kind": default_kind(), "byline": [author.pk] if author else []}

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if move := move_of(request):
            user = request.user
            if has_only_pictures(user) or not user.has_perm(MOVES[move].permission):
                raise PermissionDenied
        return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        stored = obj if change else None
        form = context["adminform"].form
        context |= {
            "moves": self.moves(request, stored),
            "state": state_of(stored or Article()),
            "preview_url": self._address("preview", stored),
            "base": stored and (form.data.get("base") or stored.latest_revision_id),
            "clashes": form.clash_texts(),
            "autosave_url": self._address("autosave", stored),
            "unsaved": None if form.is_bound else unsaved(request, stored),
            "is_restored": "unsaved" in request.GET,
        }
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
            obj.created_by = request.user
            super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """What the form says becomes a revision; readers see it when a move makes them."""
        article, by, now = form.instance, request.user, timezone.now()
        article.refresh_from_db()
        for name in PLACEMENT & form.cleaned_data.keys():
            setattr(article, name, form.cleaned_data[name])
        form.save_content(by=by, at=now)
        Autosave.objects.filter(by=by, article=article if change else None).delete()
        if form.move:
            article.move(form.move, by=by, at=now)
        else:
            article.save(update_fields=PLACEMENT)
            article.announce(by=by, at=now)

    def response_add(self, request, obj, post_url_continue=None):
        return self._stay(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._stay(request, obj) or super().response_change(request, obj)

    def _stay(self, request, article):
        """Back to the form, saying what was done; None where the user leaves the article."""
        move = move_of(request)
        if not move and "_continue" not in request.POST:
            return None
        said = _DONE.get(move, _("Сақталды."))
        if move == "publish" and article.is_scheduled:
            said = _("Мақала жоспарланды: уақыты келгенде өзі шығады.")
        if article.is_live():
            link = '{} <a href="{}">{}</a>'
            said = format_html(link, said, article.get_absolute_url(), _("Сайттан көру"))
        messages.success(request, said)
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))

    def get_urls(self):
        wrap = self.admin_site.admin_view
        name = "articles_article_{}".format
        return [
            path("choose/<slug:kind>/", wrap(self.choose_view), name=name("choose")),
            path("autosave/", wrap(self.autosave_view), name=name("autosave_new")),
            path("<int:object_id>/autosave/", wrap(self.autosave_view), name=name("autosave")),
            path("preview/", wrap(self.preview_view), name=name("preview_new")),
            path(
                "<int:object_id>/history/<int:number>/",
                wrap(self.revision_view),
                name=name("revision"),
            ),
            path("<int:object_id>/preview/", wrap(self.preview_view), name=name("preview")),
            *super().get_urls(),
        ]

    def autosave_view(self, request, object_id=None):
        return autosave(request, self, object_id)

    def history_view(self, request, object_id, extra_context=None):
        return history(request, self, object_id)

    def revision_view(self, request, object_id, number):
        return revision(request, self, object_id, number)

    def choose_view(self, request, kind):
        return suggestions(request, self, kind)

    def preview_view(self, request, object_id=None):
        return preview(request, self, object_id)
