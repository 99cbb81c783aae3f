"""Joins what happens in the domain to the engines; connected by ``apps.py``."""

from functools import partial

from allauth.mfa import signals as second_step
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_migrate, post_save, pre_delete
from django.dispatch import receiver
from django.utils import timezone

from . import media_files, related
from .curation.breaking_banner import follow_in_banner
from .db import statistics
from .media import renditions
from .models import (
    ROLES,
    Article,
    AuditEntry,
    Author,
    EmbedTitle,
    FileUsage,
    Kind,
    MediaFile,
    Photo,
    PhotoUsage,
    Section,
    SiteIdentity,
    Spelling,
    Tag,
    User,
)
from .models.usage import photo_sightings
from .models.usage.usage import USED, check_unused
from .models.workflow.transitions import Status
from .search import index, photos
from .signals import (
    article_announced,
    article_changed,
    articles_retagged,
    articles_updated,
    name_changed,
    note_written,
    tags_merged,
)
from .tasks import enqueue
from .tasks.indexing import AT_ONCE, index_articles, index_named
from .tasks.letters import send_note
from .tasks.renditions import make_renditions
from .tasks.sidebars import refresh_sidebars
from .text import bodies


@receiver(article_changed)
def enter_into_index(sender, article, **kwargs):
    """Let search find the article as it is now."""
    index.write([article])


@receiver(articles_retagged)
def enter_retagged(sender, articles, at, **kwargs):
    """Let search find articles by the tags that they have now, and sidebars follow."""
    index.write(articles)
    related.refresh_many(articles, at=at)


@receiver(tags_merged)
def refresh_sidebars_of_tag(sender, tag, at, **kwargs):
    """Let the newest articles of a tag, which others find by it, stand beside each other."""
    related.refresh_newest(tag, at=at)


@receiver(name_changed, sender=Tag)
@receiver(name_changed, sender=Author)
def enter_under_new_name(sender, thing, **kwargs):
    """Let search find articles by the new name of a tag or an author, and not by the old one."""
    enqueue(index_named, thing._meta.model_name, thing.pk)


@receiver(articles_updated)
def copy_instants(sender, keys, **kwargs):
    """Let key terms bear the instants of their articles."""
    related.copy_instants(keys)


@receiver(articles_updated)
def enter_updated(sender, keys, **kwargs):
    """Let search find articles as a script has left them that wrote many at once."""
    for first in range(0, len(keys), AT_ONCE):
        enqueue(index_articles, keys[first : first + AT_ONCE])


@receiver(article_announced)
def refresh_sidebars_of_news(sender, article, at, scheduled, **kwargs):
    """Let those it stands beside know that the article is out, if they do not yet."""
    if scheduled:
        enqueue(refresh_sidebars, article.pk)


@receiver(note_written)
def mail_note(sender, note, people, **kwargs):
    """Have the note sent to those it names."""
    for person in people:
        if person.email:
            enqueue(send_note, note.pk, person.pk)


@receiver(article_changed)
def note_photos(sender, article, at, **kwargs):
    """Know which photos the article shows, and which it has shown to readers and does no more."""
    dropped = PhotoUsage.sync(article)
    if dropped and article.is_live(at):
        photo_sightings.note_seen(dropped)


@receiver(article_changed)
def note_files(sender, article, at, **kwargs):
    """Know which files the article shows, and which it has shown to readers and does no more."""
    dropped = FileUsage.sync(article)
    if dropped and article.is_live(at):
        photo_sightings.note_files_shown(dropped)


@receiver(article_changed)
def note_embeds(sender, article, at, **kwargs):
    """Have the titles of its embeds asked for by a worker: a command waits for no stranger."""
    EmbedTitle.objects.note(bodies.embed_pages(article.body), at=at)


@receiver(article_changed)
def follow_with_sidebars(sender, article, at, **kwargs):
    """Let others find the article at once, and the stored related articles follow."""
    related.enter([article])
    if article.status == Status.PUBLISHED:
        related.refresh(article, at=at)
    enqueue(refresh_sidebars, article.pk)


@receiver(article_changed)
def follow_with_banner(sender, article, by, at, **kwargs):
    """Let the breaking banner that leads to the article have its headline and its address."""
    if article.status == Status.PUBLISHED:
        follow_in_banner(article, by=by, at=at)


def protect_used(sender, instance, origin, **kwargs):
    """Refuse to delete what is used, by whatever door; articles that go together may."""
    together = sender is Article and isinstance(origin, QuerySet) and origin.model is Article
    check_unused(instance, going=origin if together else ())


for model in USED:
    pre_delete.connect(protect_used, sender=model)


@receiver(post_save, sender=Photo)
def cut_renditions(sender, instance, raw=False, **kwargs):
    """Cut the small renditions when a photo has a new file, and leave the others to a task.

    Where something else is to be said with it, those that are there stand until the task is done.
    Those of a draft come when it is none any more.
    """
    if raw or not instance.file:
        return
    if instance.renditions.get("source") != instance.file.name:
        renditions.begin(instance)
    if not instance.is_draft and not instance.is_rendered:
        enqueue(make_renditions, instance.pk)


@receiver(post_save, sender=Photo)
def enter_photo_into_index(sender, instance, update_fields=None, **kwargs):
    """Let search find the photo by what is said of it now."""
    if update_fields is None or set(photos.WORDS) & set(update_fields):
        photos.write([instance])


@receiver(post_delete, sender=Photo)
def remove_files(sender, instance, **kwargs):
    """Delete the files once the row is gone for good."""
    transaction.on_commit(partial(renditions.remove, instance))


@receiver(post_delete, sender=MediaFile)
def remove_file(sender, instance, **kwargs):
    """Delete the file and its captions once the row is gone for good."""
    names = [file.name for file in (instance.file, instance.captions) if file]
    transaction.on_commit(partial(media_files.delete, instance.file.storage, names))


@receiver([post_save, post_delete], sender=Kind)
@receiver([post_save, post_delete], sender=Section)
@receiver([post_save, post_delete], sender=Spelling)
@receiver([post_save, post_delete], sender=Tag)
def renew_site_stamp(sender, instance, **kwargs):
    """Let every process read sections and pinned tags again."""
    SiteIdentity.renew_stamp()


@receiver(post_migrate)
def assume_statistics(sender, **kwargs):
    """Let SQLite plan for a newsroom that grows."""
    if sender.label == "articles":
        statistics.assume_articles()


@receiver(post_migrate)
def make_roles(sender, **kwargs):
    """Groups with their permissions; a group that is there already gets those that are new.

    Whatever else the operator has changed in it stays.
    """
    if sender.label != "articles":
        return
    ours = Permission.objects.filter(content_type__app_label="articles")
    known = set(ours.values_list("pk", flat=True))
    create_permissions(sender, verbosity=0)  # Django's own receiver for them comes after this one
    for name, codenames in ROLES.items():
        group, created = Group.objects.get_or_create(name=name)
        due = ours.filter(codename__in=codenames)
        group.permissions.add(*(due if created else due.exclude(pk__in=known)))


@receiver(m2m_changed, sender=User.groups.through)
@receiver(m2m_changed, sender=User.user_permissions.through)
def end_sessions(sender, instance, action, reverse, pk_set, **kwargs):
    """Sign out everywhere whose rights have changed."""
    if action == "pre_clear":
        keys = instance.user_set.values_list("pk", flat=True) if reverse else [instance.pk]
    elif action in ("post_add", "post_remove") and pk_set:
        keys = pk_set if reverse else [instance.pk]
    else:
        return
    User.permissions_changed(list(keys))
    if isinstance(instance, User):
        instance.refresh_from_db(fields=["permissions_stamp"])


_LOGIN_VERBS = {
    user_logged_in: "sign_in",
    user_logged_out: "sign_out",
    user_login_failed: "sign_in_failed",
    second_step.authenticator_added: "second_step_added",
    second_step.authenticator_removed: "second_step_removed",
    second_step.authenticator_reset: "second_step_renewed",
    second_step.authentication_failed: "second_step_failed",
}


def _named(username):
    return User.objects.filter(username=username).first() if username else None


@receiver(list(_LOGIN_VERBS))
def record_login(
    sender, signal, request=None, user=None, credentials=None, authenticator=None, **kwargs
):
    """Put on record who came in and went, and who tried to.

    Of a name that nobody has not a letter: people type their password there by mistake.
    """
    if user is None and credentials is None:
        return  # signing out of a session that had ended
    if credentials and getattr(request, "axes_locked_out", False):
        return  # at a closed door, of which the record has what closed it: no stranger fills it
    who = user or _named(credentials.get("username")) or User(username="–")
    how = {"type": authenticator.type} if authenticator else None
    AuditEntry.record(_LOGIN_VERBS[signal], who, by=user, at=timezone.now(), after=how)
