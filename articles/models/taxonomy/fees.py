"""What the newsroom pays for an article, by its kind."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from .kinds import Kind

MOST = 100_000_000


class KindFee(models.Model):
    """The fee for an article of a kind, in whole units of the currency.

    A table of its own, since who may look at kinds need not know what is paid for them.
    """

    kind = models.OneToOneField(
        Kind, on_delete=models.CASCADE, primary_key=True, related_name="fee", verbose_name=_("kind")
    )
    amount = models.PositiveIntegerField(_("fee"), validators=[MaxValueValidator(MOST)])

    class Meta:
        verbose_name = _("fee")
        verbose_name_plural = _("fees")
        default_permissions = ()

    def __str__(self):
        return str(self.kind)
