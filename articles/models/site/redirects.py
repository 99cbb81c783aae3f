"""Addresses that have moved, and names that have changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ...addresses import localize
from ...signals import name_changed


class Redirect(models.Model):
    """An address that readers may still have, and where it leads now."""

    path = models.CharField(_("old address"), max_length=300, unique=True)
    target = models.CharField(_("new address"), max_length=300)

    class Meta:
        db_table = "articles_oldpath"
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")

    def __str__(self):
        return f"{self.path} → {self.target}"

    @classmethod
    def add(cls, old: str, new: str):
        """Lead ``old``, and whatever led to ``old``, to ``new``; both are paths."""
        cls.objects.filter(path=new).delete()
        cls.objects.filter(target=old).update(target=new)
        cls.objects.update_or_create(path=old, defaults={"target": new})


class Addressed(models.Model):
    """A thing with a public ``path``: when that changes, the old one goes on leading here.

    When its ``name`` changes, ``signals.name_changed`` says so, whoever saved it.
    """

    stored_path = None

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db, field_names, values, **options):
        instance = super().from_db(db, field_names, values, **options)
        if "slug" in field_names:
            instance.stored_path = instance.path
        return instance

    def save(self, *args, update_fields=None, **kwargs):
        before = self._stored_name() if update_fields is None or "name" in update_fields else None
        super().save(*args, update_fields=update_fields, **kwargs)
        old, self.stored_path = self.stored_path, self.path
        if old and old != self.path:
            Redirect.add(old, self.path)
        if before not in (None, self.name):
            name_changed.send(type(self), thing=self)

    def _stored_name(self):
        """The name as the row has it, which another may have changed since; None without a row."""
        rows = type(self)._base_manager.filter(pk=self.pk).values_list("name", flat=True)
        return next(iter(rows), None) if self.pk else None

    def get_absolute_url(self):
        return localize(self.path)
