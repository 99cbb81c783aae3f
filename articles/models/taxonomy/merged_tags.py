"""What became of tags that were merged into others; the record knows, and what still runs."""

from ..audit import AuditEntry
from .tags import Tag


def merged_into(tags: list[int]) -> list[int]:
    """Keys of tags; in the place of those that were merged since, what they were merged into.

    Each once. A tag that was merged into one that is itself no more is followed to the last, one
    that is being merged too; one that is gone for another reason stays as it is.
    """
    there = dict(Tag.objects.filter(pk__in=tags).values_list("pk", "merge__into"))
    gone = set(tags) - there.keys()
    merged = AuditEntry.objects.filter(verb="merge_tags", model="tag", key__in=gone)
    successors = dict(merged.values_list("key", "after__tag")) if gone else {}
    successors |= {key: into for key, into in there.items() if into}
    if not successors:
        return tags
    return merged_into(list(dict.fromkeys(successors.get(key, key) for key in tags)))
