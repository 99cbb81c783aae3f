"""Acts on the articles that are chosen in their list: the question, the act, what came of it.

What each act is, and who may do it with which article, stands in ``models.bulk_acts``.
"""

import uuid

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ...db.row_keys import row_keys
from ...models import Article, BulkAct, Kind, Section, Tag, User
from ...models.bulk_acts import ACTS, MOST, Outcome
from ...models.content.tagging import add_tag
from ...models.fields.slugs import unique_slug
from ...models.workflow.permissions import edits_photos_only
from ...tasks import enqueue
from ...tasks.bulk_acts import finish_bulk_act
from ..autocomplete import TAGS
from ..fields import ColleagueField, OrderedField
from .form import new_tag

AT_ONCE = 100  # articles that a request does itself
_LISTED = 50  # headlines on the page that asks
_LINES = 500  # on the page that says what came of it
_DESCRIPTIONS = {
    "tag": gettext_lazy("Tag the selected"),
    "section": gettext_lazy("Move the selected to a section"),
    "kind": gettext_lazy("Change the kind of the selected"),
    "assign": gettext_lazy("Assign an editor to the selected"),
    "submit": gettext_lazy("Send the selected for review"),
    "publish": gettext_lazy("Publish the selected"),
    "withdraw": gettext_lazy("Withdraw the selected"),
}
_BY_PUBLISHERS = {"publish", "withdraw"}
# Worst first: what was refused is what somebody has to look at.
_ORDER = (Outcome.REFUSED, Outcome.WAITING, Outcome.DONE, Outcome.SAME)


class BulkActForm(forms.Form):
    """Which articles, and what the act called ``name`` gives them."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    articles = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, name, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= _fields_of(name, user)
        first = next((field for field in self if not field.is_hidden), None)
        if first:
            first.field.widget.attrs["autofocus"] = True

    def clean_articles(self):
        keys = row_keys(self.cleaned_data["articles"].split(","))[:MOST]
        if not keys:
            raise BadRequest("no list has sent this")
        return keys

    def clean(self):
        said = super().clean()
        if "tags" in self.fields and not self.errors and not said["tags"] and not said["remove"]:
            raise ValidationError(_("Choose a tag."))
        return said

    def value(self, *, by, at) -> dict:
        """What the articles are given, as :class:`BulkAct` has it; new tags are made."""
        said = self.cleaned_data
        if "to" in said:
            return {"to": said["to"] and said["to"].pk}
        if "tags" not in said:
            return {}
        for tag in said["tags"]:
            if tag.pk is None:
                tag.slug = unique_slug(Tag, tag.name)
                add_tag(tag, by=by, at=at)
        return {
            "add": [tag.pk for tag in said["tags"]],
            "remove": [tag.pk for tag in said["remove"]],
        }


def _fields_of(name, user) -> dict:
    """The fields in which an act is told what to give."""
    if name == "tag":
        tags = OrderedField(TAGS, "tags", label=_("Tags to put on"), required=False)
        if user.has_perm("articles.add_tag"):
            tags.allow_new(new_tag)
        remove = OrderedField(TAGS, "tags", label=_("Tags to take off"), required=False)
        return {"tags": tags, "remove": remove}
    if name == "section":
        return {"to": forms.ModelChoiceField(Section.objects.all(), label=_("Section"))}
    if name == "kind":
        return {"to": forms.ModelChoiceField(Kind.objects.all(), label=_("Kind"))}
    if name == "assign":
        editors, label = User.objects.publishing(), _("Editor in charge")
        return {"to": ColleagueField(editors, label=label, required=False, empty_label=_("nobody"))}
    return {}


def _action(name):
    permission = "publish" if name in _BY_PUBLISHERS else "write"

    @admin.action(permissions=[permission], description=_DESCRIPTIONS[name])
    def act(model_admin, request, queryset):
        keys = list(queryset.values_list("pk", flat=True)[: MOST + 1])
        if len(keys) > MOST:
            said = _("More than %(most)s are chosen: narrow the list down.")
            messages.warning(request, said % {"most": MOST})
            return None
        initial = {"key": uuid.uuid4(), "articles": ",".join(map(str, keys))}
        form = BulkActForm(name=name, user=request.user, initial=initial)
        return model_admin.ask_bulk_act(request, name, form, keys)

    act.__name__ = name
    return act


class BulkActs(admin.ModelAdmin):
    """The actions of the list of articles."""

    actions = [_action(name) for name in ACTS]

    def has_write_permission(self, request):
        """Whether the user writes articles, beyond their photos."""
        return self.has_change_permission(request) and not edits_photos_only(request.user)

    def has_publish_permission(self, request):
        return request.user.has_perm("articles.publish_article")

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("bulk/<slug:name>/", view(self.bulk_act_view), name="articles_article_bulk_act"),
            path(
                "bulk/<uuid:key>/outcome/",
                view(self.outcome_view),
                name="articles_article_bulk_act_outcome",
            ),
            *super().get_urls(),
        ]

    def ask_bulk_act(self, request, name, form, keys):
        """The page that asks what to give the articles, and whether it is meant."""
        rows = Article.objects.filter(pk__in=keys[:_LISTED]).only("headline")
        headlines = {row.pk: row.headline for row in rows}
        context = self.admin_site.each_context(request) | {
            "title": _DESCRIPTIONS[name],
            "label": ACTS[name][0],
            "opts": self.opts,
            "name": name,
            "form": form,
            "media": self.media + form.media,
            "headlines": [headlines[key] for key in keys[:_LISTED] if key in headlines],
            "count": len(keys),
            "others": len(keys[_LISTED:]),
        }
        return render(request, "admin/articles/article/bulk_act.html", context)

    def bulk_act_view(self, request, name):
        """Do the act: what is no more than ``AT_ONCE`` articles at once, else in the background."""
        if name not in ACTS:
            raise Http404
        publishes = name in _BY_PUBLISHERS
        asked = self.has_publish_permission if publishes else self.has_write_permission
        if not asked(request):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseRedirect(reverse("admin:articles_article_changelist"))
        form = BulkActForm(request.POST, name=name, user=request.user)
        if not form.is_valid():
            keys = form.cleaned_data.get("articles")
            if not keys or "key" in form.errors:
                raise BadRequest("no list has sent this")
            return self.ask_bulk_act(request, name, form, keys)
        act = self._begin(form, name, request.user)
        if act.by_id == request.user.pk and act.lines.count() <= AT_ONCE:
            act.finish(clock=timezone.now)
        return HttpResponseRedirect(_outcome_address(act))

    @transaction.atomic
    def _begin(self, form, name, user):
        key, keys = form.cleaned_data["key"], form.cleaned_data["articles"]
        if there := BulkAct.objects.filter(key=key).first():
            return there  # sent twice
        at = timezone.now()
        act = BulkAct.begin(key, name, keys, form.value(by=user, at=at), by=user, at=at)
        if len(keys) > AT_ONCE:
            enqueue(finish_bulk_act, str(act.key))
        return act

    def outcome_view(self, request, key):
        """What came of an act, article by article; it follows one that goes on."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        act = get_object_or_404(BulkAct, pk=key)
        counts = act.counts()
        lines = [line for outcome in _ORDER for line in _lines(act, outcome)]
        context = self.admin_site.each_context(request) | {
            "title": _DESCRIPTIONS.get(act.name, act.name),
            "opts": self.opts,
            "act": act,
            "summary": _summary(counts),
            "lines": lines[:_LINES],
            "others": max(0, sum(counts.values()) - _LINES),
            "total": sum(counts.values()),
            "settled": sum(counts.values()) - counts[Outcome.WAITING],
            "goes_on": counts[Outcome.WAITING] > 0,
        }
        return render(request, "admin/articles/article/bulk_act_outcome.html", context)


def _outcome_address(act):
    return reverse("admin:articles_article_bulk_act_outcome", args=[act.key])


def _lines(act, outcome):
    """The first lines with this outcome, in the order of the list."""
    return act.lines.filter(outcome=outcome).order_by("pk")[:_LINES]


def _summary(counts) -> list[str]:
    """How many were done, were so already, were refused, and wait: what there is of it."""
    done, same = counts[Outcome.DONE], counts[Outcome.SAME]
    refused, waiting = counts[Outcome.REFUSED], counts[Outcome.WAITING]
    said = [
        (done, ngettext("Done: %(n)s article.", "Done: %(n)s articles.", done)),
        (refused, ngettext("Refused: %(n)s article.", "Refused: %(n)s articles.", refused)),
        (same, ngettext("Was so already: %(n)s.", "Were so already: %(n)s.", same)),
        (waiting, ngettext("Waiting: %(n)s.", "Waiting: %(n)s.", waiting)),
    ]
    return [text % {"n": count} for count, text in said if count]
