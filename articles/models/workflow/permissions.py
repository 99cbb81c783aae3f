"""Who may do what with an article: a role gives the right, sections and bylines its reach.

An editor publishes in the sections named for the editor, or in any where none is; a chief editor
everywhere. Who does not publish changes what bears the writer's own name, while it is a draft.
"""

from .transitions import TRANSITIONS, Status, Transition

_CHANGE = "articles.change_article"


def is_writer(user, article) -> bool:
    """Whether the article was begun or is signed by ``user``."""
    begun = article.created_by_id is not None and article.created_by_id == user.pk
    return begun or article.bylines.filter(author__user=user).exists()


def edits_photos_only(user) -> bool:
    """Whether ``user`` may change an article's photo and nothing else of it: a photo editor."""
    return not (user.has_perm("articles.add_article") or user.has_perm("articles.publish_article"))


def can_publish(user, article) -> bool:
    """Whether ``user`` edits the section of the article, and that which it is to move to."""
    sections = {article.section_id}
    if article.latest_revision_id and article.latest_revision_id != article.live_revision_id:
        sections.add(article.latest_revision.content.get("section_id"))
    return all(user.publishes_in(section) for section in sections)


def can_change(user, article) -> bool:
    """Whether ``user`` may change the article as it stands now."""
    if not user.has_perm(_CHANGE):
        return False
    if edits_photos_only(user) or can_publish(user, article):
        return True
    return article.status == Status.DRAFT and is_writer(user, article)


def can_delete(user, article) -> bool:
    """Whether ``user`` may put the article into the trash: never what readers may have seen.

    Who publishes does so in the own sections, who writes with the drafts that the writer began.
    """
    if article.slug:
        return False
    if user.has_perm("articles.delete_article"):
        return can_publish(user, article)
    is_own = article.created_by_id is not None and article.created_by_id == user.pk
    return is_own and article.status == Status.DRAFT and user.has_perm("articles.add_article")


def can_transition(user, article, transition: Transition) -> bool:
    """Whether ``user`` may make ``transition``, if it starts where the article is."""
    if edits_photos_only(user) or not user.has_perm(transition.permission):
        return False
    if transition.takes_down:  # what readers see goes, wherever a draft of it is to move
        return user.publishes_in(article.section_id)
    if transition.permission != _CHANGE:
        return can_publish(user, article)
    return is_writer(user, article) or can_publish(user, article)


def transitions_for(user, article) -> list[Transition]:
    """The transitions that ``user`` may make with the article now, in the order of the table."""
    transitions = (
        transition for transition in TRANSITIONS.values() if article.status in transition.sources
    )
    return [transition for transition in transitions if can_transition(user, article, transition)]
