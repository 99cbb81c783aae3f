"""What a variable part of an address may be; anything else is a page that is not there."""

from datetime import date

from django.urls.converters import StringConverter


class Slug(StringConverter):
    """Lower-case Latin words joined by hyphens, as ``models.sections.validate_slug`` has it."""

    regex = r"[a-z0-9]+(?:-[a-z0-9]+)*"


class Words(StringConverter):
    """What stands where an article's slug should; the key alone decides."""

    regex = r"[^/]*"


class Key:
    """A primary key, of no more digits than the database can hold."""

    regex = r"[0-9]{1,18}"

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return str(value)


class FileName(StringConverter):
    """Whatever stands behind the name of a folder, be it a line break, or nothing."""

    regex = r"[\s\S]*"


class Day:
    """A date of the 20th or 21st century: ``2026/03/03``."""

    regex = r"(?:19|20)\d\d/\d\d/\d\d"

    def to_python(self, value):
        return date.fromisoformat(value.replace("/", "-"))

    def to_url(self, value):
        return f"{value:%Y/%m/%d}"
