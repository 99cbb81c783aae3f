"""What the content credentials in a photo's file say: see ``articles.imaging``."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .photos import Photo


class PhotoCredentials(models.Model):
    """The credentials of one photo's file; of most photos there are none.

    They are of the file named ``file``, and nothing of a photo that has got another one since.
    """

    photo = models.OneToOneField(
        Photo, on_delete=models.CASCADE, primary_key=True, related_name="credentials"
    )
    file = models.CharField(max_length=200)
    is_intact = models.BooleanField()
    signer = models.CharField(max_length=200, blank=True)
    generator = models.CharField(max_length=200, blank=True)
    signed_at = models.DateTimeField(null=True)
    generated = models.CharField(
        max_length=5,
        blank=True,
        choices=[("part", _("in part")), ("whole", _("wholly"))],
    )

    class Meta:
        verbose_name = _("content credentials")
        verbose_name_plural = _("content credentials")
        default_permissions = ()

    def __str__(self):
        return self.signer or self.generator or f"#{self.pk}"
