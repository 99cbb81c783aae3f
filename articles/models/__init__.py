"""The domain. Modules import each other in one direction only, as they are listed here."""

from .staff import ROLES, User
from .site import SiteIdentity
from .redirects import OldPath
from .sections import RESERVED_SLUGS, Section
from .kinds import Kind
from .photos import Photo
from .authors import Author
from .tags import Tag
from .articles import Article, ArticleTag, Byline
from .related import RelatedArticle

__all__ = [
    "RESERVED_SLUGS",
    "ROLES",
    "Article",
    "ArticleTag",
    "Author",
    "Byline",
    "Kind",
    "OldPath",
    "Photo",
    "RelatedArticle",
    "Section",
    "SiteIdentity",
    "Tag",
    "User",
]
