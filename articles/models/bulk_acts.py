"""One act on many articles: each by its own verbs, in a transaction of its own, with its outcome.

Who may do what, what is checked and what is on record is what it is for one article alone. What is
left to do stands in the database, line by line: who is cut off is followed by who goes on.
"""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation import pgettext_lazy as pgettext

from ..db.batches import let_others_through
from ..db.locks import write_transaction
from .content.article import Article
from .content.revisions import LONGEST_LIST
from .people.users import User
from .taxonomy.merged_tags import merged_into
from .workflow.permissions import can_change, edits_photos_only
from .workflow.publishing import by_field
from .workflow.transitions import TRANSITIONS, Status

MOST = 10_000  # articles in one act
_BREATH = 10  # articles after which others get through


class Outcome(models.TextChoices):
    """What came of an act for one article."""

    WAITING = "waiting", pgettext("outcome", "waiting")
    DONE = "done", pgettext("outcome", "done")
    SAME = "same", pgettext("outcome", "was so already")
    REFUSED = "refused", pgettext("outcome", "refused")


class BulkAct(models.Model):
    """An act on many articles as it was asked for; its lines say what came of it.

    ``name`` is one of ``ACTS``. ``value`` is what it gives the articles: ``{"add": […], "remove":
    […]}`` for tags, ``{"to": key}`` for a section, a kind or an editor, nothing for a transition.
    The key comes from the page that asks: sent twice, it is one act.
    """

    key = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=20)
    value = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = gettext_lazy("bulk act")
        verbose_name_plural = gettext_lazy("bulk acts")
        default_permissions = ()

    def __str__(self):
        return str(ACTS[self.name][0]) if self.name in ACTS else self.name

    @classmethod
    @transaction.atomic
    def begin(cls, key, name: str, articles: list[int], value: dict, *, by, at: datetime):
        """Note the act on the articles with these keys; the act that has this key if it is there.

        Articles that are gone are left out.
        """
        act, is_new = cls.objects.get_or_create(
            key=key, defaults={"name": name, "value": value, "by": by, "at": at}
        )
        if is_new:
            headlines = dict(Article.objects.filter(pk__in=articles).values_list("pk", "headline"))
            act.lines.bulk_create(
                BulkActLine(bulk_act=act, article_id=article, headline=headlines[article])
                for article in dict.fromkeys(articles)
                if article in headlines
            )
        return act

    def finish(self, *, clock: Callable[[], datetime], between: Callable[[], None] | None = None):
        """Do what is left of it, in the order of the list; ``between`` is called now and then."""
        waiting = self.lines.filter(outcome=Outcome.WAITING).order_by("pk")
        for number, key in enumerate(list(waiting.values_list("pk", flat=True)), 1):
            self._do_line(key, clock())
            if number % _BREATH == 0:
                let_others_through()
                if between:
                    between()

    def _do_line(self, key, at):
        try:
            with write_transaction():
                line = self.lines.filter(pk=key, outcome=Outcome.WAITING).first()
                if line is not None:  # else another does the same act
                    line.settle(*self._act_on(line.article_id, at))
        except (ValidationError, PermissionDenied, Article.DoesNotExist) as error:
            self.lines.get(pk=key).settle(Outcome.REFUSED, _reason(error))

    def _act_on(self, article_key, at) -> tuple[Outcome, str]:
        rows = Article.objects.select_related("latest_revision", "live_revision", "assigned_to")
        article = rows.get(pk=article_key)
        if edits_photos_only(self.by):
            raise PermissionDenied
        act = ACTS[self.name][1]
        return act(article, self.name, self.value, by=self.by, at=at)

    def counts(self) -> dict[str, int]:
        """How many lines have each outcome."""
        rows = self.lines.order_by().values_list("outcome").annotate(models.Count("pk"))
        return dict.fromkeys(Outcome.values, 0) | dict(rows)


class BulkActLine(models.Model):
    """What came of a bulk act for one article, whose key is a plain number: it may go."""

    bulk_act = models.ForeignKey(BulkAct, on_delete=models.CASCADE, related_name="lines")
    article_id = models.BigIntegerField()
    headline = models.CharField(max_length=200)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    said = models.TextField(blank=True)

    class Meta:
        verbose_name = gettext_lazy("outcome for an article")
        verbose_name_plural = gettext_lazy("outcomes for articles")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["bulk_act", "article_id"], name="bulk_act_once")
        ]

    def __str__(self):
        return self.headline

    def settle(self, outcome: Outcome, said: str = ""):
        """Write down what came of it."""
        self.outcome, self.said = outcome, said
        self.save(update_fields=["outcome", "said"])


def _reason(error) -> str:
    """Why an article was refused, in words."""
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if isinstance(error, PermissionDenied):
        return _("You may not do this with this article.")
    return _("The article is gone.")


def _save(article, changes: dict, *, by, at):
    """Save ``changes`` of the content, as the form does.

    Readers who see all that was saved before see this as well; else it waits with the rest.
    """
    if not can_change(by, article):
        raise PermissionDenied
    before = article.working_content()
    content = before | changes
    if content == before:
        return Outcome.SAME, ""
    is_published = article.status == Status.PUBLISHED
    is_pending = article.has_unpublished_changes
    if is_published and is_pending:
        _check_fixed(article, content, at)
    article.save_revision(content, by=by, at=at)
    if is_published and not is_pending:
        article.amend(by=by, at=at)
        return Outcome.DONE, ""
    article.notify_changed(by=by, at=at)
    later = _("Saved; readers see it when the changes of the article are published.")
    return Outcome.DONE, later if is_published else ""


def _check_fixed(article, content, at):
    """What holds for every save of a published article."""
    results = article.check_results(content, at=at)
    if broken := [result for result in results if result.blocks and result.check.fixed]:
        raise ValidationError(by_field(broken))


def _retag(article, _name, value, *, by, at):
    there, gone = article.working_content()["tags"], set(value["remove"])
    kept = [key for key in there if key not in gone]
    tags = list(dict.fromkeys([*kept, *merged_into(value["add"])]))
    if len(tags) > LONGEST_LIST and not set(tags) <= set(there):
        said = _("Too many: %(count)s. The limit is %(limit)s.")
        raise ValidationError(said % {"count": len(tags), "limit": LONGEST_LIST})
    return _save(article, {"tags": tags}, by=by, at=at)


def _move(article, name, value, *, by, at):
    """To another section or kind; what is out moves only where ``by`` publishes."""
    is_out = article.status == Status.PUBLISHED
    if name == "section" and is_out and not by.publishes_in(value["to"]):
        raise ValidationError(_("You have no right to publish in this section."))
    return _save(article, {f"{name}_id": value["to"]}, by=by, at=at)


def _assign(article, _name, value, *, by, at):
    if not can_change(by, article):
        raise PermissionDenied
    editor = User.objects.publishing().filter(pk=value["to"]).first() if value["to"] else None
    if value["to"] and editor is None:
        raise ValidationError(_("One of the chosen items is gone. Check the list."))
    if editor == article.assigned_to:
        return Outcome.SAME, ""
    article.assign(editor, by=by, at=at)
    article.notify_changed(by=by, at=at)
    return Outcome.DONE, ""


def _make_transition(article, name, _value, *, by, at):
    article.transition(name, by=by, at=at)
    is_put_off = name == "publish" and article.published_at > timezone.now()
    later = _("The article is scheduled: it appears by itself when its time comes.")
    return Outcome.DONE, later if is_put_off else ""


# What each act is called, and the function that does it to an article and gives outcome and words.
ACTS: dict[str, tuple] = {
    "tag": (gettext_lazy("Change the tags"), _retag),
    "section": (gettext_lazy("Move to a section"), _move),
    "kind": (gettext_lazy("Change the kind"), _move),
    "assign": (gettext_lazy("Assign an editor"), _assign),
    "submit": (TRANSITIONS["submit"].label, _make_transition),
    "publish": (TRANSITIONS["publish"].label, _make_transition),
    "withdraw": (TRANSITIONS["withdraw"].label, _make_transition),
}
