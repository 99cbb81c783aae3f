"""The formats that articles travel in, by name."""

from . import jsonl, page

FORMATS = {"page": page, "jsonl": jsonl}
