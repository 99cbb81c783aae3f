"""Addresses that have moved."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..addresses import localize


class OldPath(models.Model):
    """An address that readers may still have, and where it leads now."""

    path = models.CharField(_("ескі мекенжай"), max_length=300, unique=True)
    target = models.CharField(_("жаңа мекенжай"), max_length=300)

    class Meta:
        verbose_name = _("ескі мекенжай")
        verbose_name_plural = _("ескі мекенжайлар")

    def __str__(self):
        return f"{self.path} → {self.target}"

    @classmethod
    def remember(cls, old: str, new: str):
        """Lead ``old``, and whatever led to ``old``, to ``new``; both are paths."""
        cls.objects.filter(path=new).delete()
        cls.objects.filter(target=old).update(target=new)
        cls.objects.update_or_create(path=old, defaults={"target": new})


class Addressed(models.Model):
    """A thing with a public ``path``: when that changes, the old one goes on leading here."""

    _stored_path = None

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db, field_names, values, **options):
        instance = super().from_db(db, field_names, values, **options)
        if "slug" in field_names:
            instance._stored_path = instance.path
        return instance

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        old, self._stored_path = self._stored_path, self.path
        if old and old != self.path:
            OldPath.remember(old, self.path)

    def get_absolute_url(self):
        return localize(self.path)
