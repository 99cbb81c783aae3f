"""The domain. Packages import each other in one direction only, from the first to the last:

fields, audit, media, site, taxonomy, people, workflow, content, curation, desk, usage

This is the face for the rest of the house; inside, import the room itself.
"""

from ..db import lookups  # noqa: F401 - querysets know its word from here on
from .audit import AuditEntry
from .bulk_acts import BulkAct, BulkActLine
from .content.announcements import Announcement
from .content.article import Article
from .content.bylines import Byline
from .content.corrections import Correction
from .content.imports import ImportedPage
from .content.related import KeyTerm, RelatedArticle, RelatedWeight, Suggestion
from .content.revisions import Revision
from .content.search_entries import SearchEntry, SearchWord
from .content.tagging import ArticleTag
from .curation.layouts import Layout, StaleLayout
from .desk.accepted_words import AcceptedWord
from .desk.article_templates import ArticleTemplate
from .desk.autosaves import Autosave
from .desk.notes import Note, NotesRead
from .desk.plan_feeds import PlanFeed
from .desk.presence import Presence
from .desk.preview_links import PreviewLink
from .desk.saved_views import SavedView
from .media.collections import CollectedPhoto, Collection
from .media.content_credentials import PhotoCredentials
from .media.embed_titles import EmbedTitle
from .media.files import MediaFile
from .media.photo_entries import PhotoEntry, PhotoWord
from .media.photos import Photo
from .people.authors import Author
from .people.users import ROLES, User
from .site.identity import SiteIdentity
from .site.redirects import Redirect
from .site.spellings import Spelling
from .tasks import Task, TaskProgress
from .taxonomy.fees import KindFee
from .taxonomy.kinds import Kind
from .taxonomy.sections import RESERVED_SLUGS, Section
from .taxonomy.tag_merges import TagMerge
from .taxonomy.tag_words import TagWord
from .taxonomy.tags import Tag
from .trash import TrashedArticle
from .usage.file_usage import FileUsage
from .usage.photo_usage import PhotoUsage
from .workflow.publish_checks import PublishCheckSetting

__all__ = [
    "RESERVED_SLUGS",
    "ROLES",
    "AcceptedWord",
    "Announcement",
    "Article",
    "ArticleTag",
    "ArticleTemplate",
    "AuditEntry",
    "Author",
    "Autosave",
    "BulkAct",
    "BulkActLine",
    "Byline",
    "CollectedPhoto",
    "Collection",
    "Correction",
    "EmbedTitle",
    "FileUsage",
    "ImportedPage",
    "KeyTerm",
    "Kind",
    "KindFee",
    "Layout",
    "MediaFile",
    "Note",
    "NotesRead",
    "Photo",
    "PhotoCredentials",
    "PhotoEntry",
    "PhotoUsage",
    "PhotoWord",
    "PlanFeed",
    "Presence",
    "PreviewLink",
    "PublishCheckSetting",
    "Redirect",
    "RelatedArticle",
    "RelatedWeight",
    "Revision",
    "SavedView",
    "SearchEntry",
    "SearchWord",
    "Section",
    "SiteIdentity",
    "Spelling",
    "StaleLayout",
    "Suggestion",
    "Tag",
    "TagMerge",
    "TagWord",
    "Task",
    "TaskProgress",
    "TrashedArticle",
    "User",
]
