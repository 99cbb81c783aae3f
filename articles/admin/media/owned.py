"""Photos and files: where they are used; who may not change that only looks at them."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ...db.locks import article_write_lock
from ...models import Article, Author
from ...models.usage.media_permissions import can_change_media, can_delete_media, usages_beyond
from ...models.usage.usage import LISTED, usages
from ..audit.audited import Audited
from ..base.usage import links_to

# Who may change what a photo or a file stands in, beside those who may change any photo.
_WHO_MAY = {
    Article: _("an editor who may publish the article"),
    Author: _("an editor who may change the author"),
}


class OwnedByItsUses(Audited):
    """Changed by who may change all that shows it; ``words`` are its fields of text."""

    words: list[str] = []

    @admin.display(description=_("where it is used"))
    def used_in(self, thing):
        links = links_to(usages(self.model, [thing.pk], LISTED + 1))
        listed = format_html_join("", "<li>{}</li>", ([link] for link in links))
        return format_html('<ul class="uses">{}</ul>', listed) if listed else _("Nowhere")

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and self._is_allowed(can_change_media, request, obj)

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and self._is_allowed(can_delete_media, request, obj)

    def _is_allowed(self, permission, request, thing):
        """What ``permission`` says, asked once in a request."""
        if thing is None or thing.pk is None:
            return True
        said = request.__dict__.setdefault("_media_permissions", {})
        if (permission, thing.pk) not in said:
            said[permission, thing.pk] = permission(request.user, thing)
        return said[permission, thing.pk]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Who may not change it any more, when the form comes back, reads why."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except PermissionDenied:
            thing = self.get_object(request, unquote(object_id)) if object_id else None
            if request.method != "POST" or not (thing and self.has_view_permission(request, thing)):
                raise
        request.__dict__.pop("_media_permissions", None)
        typed = [(label, text) for label, text in self._typed(request) if text]
        request.method = "GET"
        context = {"is_refused": True, "typed": typed}
        response = super().changeform_view(request, object_id, form_url, context)
        response.status_code = 403
        return response

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if change and not self.has_change_permission(request, obj):
            beyond = {type(usage.by) for usage in usages_beyond(request.user, obj)}
            others = [who for model, who in _WHO_MAY.items() if model in beyond]
            context["who_may"] = beyond and [_("a photo editor"), _("a chief editor"), *others]
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_related(self, request, form, formsets, change):
        """Readers may have begun to see it since the form was let in."""
        article_write_lock()
        if change and not can_change_media(request.user, form.instance):
            raise PermissionDenied
        super().save_related(request, form, formsets, change)

    def _typed(self, request):
        """Label and text of what was typed into the form."""
        for name in self.words:
            label = capfirst(self.opts.get_field(name).verbose_name)
            yield label, request.POST.get(name, "").strip()
