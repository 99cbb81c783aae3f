"""What a role amounts to at the desk."""


def has_only_pictures(user):
    """Whether ``user`` may change an article's photo and nothing else of it: a photo editor."""
    return not (user.has_perm("articles.add_article") or user.has_perm("articles.publish_article"))
