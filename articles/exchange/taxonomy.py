"""Sections, authors and kinds by the names that pages give them."""

from collections.abc import Iterator
from typing import Generic, TypeVar

from django.db import models

from ..kazakh.words import name_key
from ..models.fields.slugs import unique_slug

Thing = TypeVar("Thing", bound=models.Model)


class TaxonomyLookup(Generic[Thing]):
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
        return self.known.get(name_key(name))

    def make(self, name: str) -> Thing:
        """A new thing with this name and, if such things have one, an address of its own."""
        thing = self.model(name=name)
        if hasattr(thing, "slug"):
            thing.slug = unique_slug(self.model, name, reserved=self.reserved)
        thing.save()
        if self.known is not None:
            self.known[name_key(name)] = thing
        return thing

    def _read(self) -> Iterator[tuple[str, Thing]]:
        """Later pairs win: the Kazakh name over the others, the first thing over later ones."""
        things = list(self.model._default_manager.order_by("-pk"))
        for field in reversed(self.fields):
            for thing in things:
                if name := getattr(thing, field):
                    yield name_key(name), thing
