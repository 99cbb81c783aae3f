"""Who may do what with an article on the desk, and what is said to who may not."""

from django.utils.translation import gettext as _

from ...models import Article
from ...models.workflow.permissions import (
    can_change,
    can_delete,
    is_writer,
    transitions_for,
)
from ..base.guarded import Guarded


class ArticlePermissions(Guarded):
    """The rules of ``models.workflow.permissions``, as the admin asks for them."""

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        if not allowed or obj is None or obj.pk is None:
            return allowed
        # As it stood when first asked: a form that is refused leaves other values in the object.
        decided = request.__dict__.setdefault("_can_change", {})
        if obj.pk not in decided:
            decided[obj.pk] = can_change(request.user, obj)
        return decided[obj.pk]

    def has_delete_permission(self, request, obj=None):
        if obj is not None:
            return can_delete(request.user, obj)
        writes = request.user.has_perm("articles.add_article")
        return super().has_delete_permission(request) or writes

    def get_deleted_objects(self, objs, request):
        shown, counts, lacking, protected = super().get_deleted_objects(objs, request)
        seen = _("%(headline)s – what was published is not deleted: withdraw it")
        foreign = _("%(headline)s – an article of another section")
        if not request.user.has_perm("articles.delete_article"):
            foreign = _("%(headline)s – not a draft of your own")
        reasons = [
            (seen if article.slug else foreign) % {"headline": article}
            for article in objs
            if not self.has_delete_permission(request, article)
        ]
        if reasons:
            lacking = lacking - {self.opts.verbose_name}
        return shown, counts, lacking, [*protected, *reasons]

    def transitions(self, request, article):
        """The transitions that the user may make with ``article`` (None: a new one)."""
        if article is None:
            article = Article(created_by=request.user)
        found = {one.name: one for one in transitions_for(request.user, article)}
        if not article.is_live():
            found.pop("retract", None)
        if found.keys() >= {"recall", "return"}:  # which come to the same
            del found["return" if is_writer(request.user, article) else "recall"]
        return list(found.values())
