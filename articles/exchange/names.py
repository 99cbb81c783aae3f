"""Sections, topics, authors and kinds by the names that pages give them."""

from collections.abc import Iterator
from typing import Generic, TypeVar

from django.db import models

from ..kazakh.slugs import slug
from ..kazakh.words import words

Thing = TypeVar("Thing", bound=models.Model)


def normal(name: str) -> str:
    """The form in which two spellings of a name are the same: its words, case folded.

    >>> normal("  Айгерім  ТАРИНА ")
    'айгерім тарина'
    """
    return " ".join(words(name)) or name.strip()


class Names(Generic[Thing]):
    """All things of a model, looked up by name; read once, when first asked."""

    def __init__(self, model: type[Thing], reserved: tuple[str, ...] | list[str] = ()) -> None:
        self.model = model
        self.reserved = frozenset(reserved)
        self.fields = [field.name for field in model._meta.fields if field.name.startswith("name")]
        self.known: dict[str, Thing] | None = None

    def forget(self) -> None:
        """Read anew when asked again: what was made has been rolled back."""
        self.known = None

    def find(self, name: str) -> Thing | None:
        """The thing called ``name``, in whatever letter case, spacing and language of the site."""
        if self.known is None:
            self.known = dict(self._read())
        return self.known.get(normal(name))

    def make(self, name: str) -> Thing:
        """A new thing with this name and an address of its own."""
        thing = self.model._default_manager.create(name=name, slug=self._free_slug(name))
        if self.known is not None:
            self.known[normal(name)] = thing
        return thing

    def _read(self) -> Iterator[tuple[str, Thing]]:
        """Later pairs win: the Kazakh name over the others, the first thing over later ones."""
        things = list(self.model._default_manager.order_by("-pk"))
        for field in reversed(self.fields):
            for thing in things:
                if name := getattr(thing, field):
                    yield normal(name), thing

    def _free_slug(self, name: str) -> str:
        longest = self.model._meta.get_field("slug").max_length
        base = slug(name, max_length=longest - 5)
        taken = self.model._default_manager.filter(slug__startswith=base)
        used = self.reserved.union(taken.values_list("slug", flat=True))
        candidates = (base if n == 1 else f"{base}-{n}" for n in range(1, len(used) + 2))
        return next(candidate for candidate in candidates if candidate not in used)
