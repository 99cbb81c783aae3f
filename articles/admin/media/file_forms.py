"""The form of a document, audio or video: what is uploaded is looked into before it is taken."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ... import file_types
from ...db.locks import bytes_lock
from ...file_types import webvtt
from ...kazakh.words import has_words
from ...models import MediaFile
from ...models.media.files import sha256, size_beyond, size_text
from ..fields import PhotoField

_BAD_FILE = {
    "format": _(
        "This is none of the files that are taken, or it is damaged. Documents: PDF, DOCX, XLSX, "
        "PPTX, ODT, ODS, CSV, TXT; audio: MP3, M4A, AAC, OGG, WAV; video: MP4, WebM."
    ),
    "archive": _("Archives are not taken: upload what is in it, file by file."),
    "macros": _(
        "There are macros, that is programs, in this document. Save it without them (DOCX, XLSX, "
        "PPTX, ODT or ODS) and upload it again."
    ),
    "codec": _(
        "Browsers do not play this recording. Save video as MP4 with H.264 and AAC or as WebM, "
        "audio as MP3, M4A (AAC), OGG (Opus) or WAV."
    ),
    "encoding": _("This text is not in UTF-8. Save it in that encoding and upload it again."),
}
_BAD_CAPTIONS = {
    "encoding": _("Line %(line)s: the captions are not in UTF-8."),
    "head": _("Line %(line)s: a WebVTT file begins with the word WEBVTT."),
    "timing": _(
        "Line %(line)s: the times are written wrongly. Right is, for example, "
        "00:01.000 --> 00:04.500."
    ),
    "order": _("Line %(line)s: a caption ends before it begins, or stands before an earlier one."),
    "empty": _("Line %(line)s: there is no caption in this file."),
}
# Of which kinds there is such a thing.
_OF_KINDS = {
    "transcript": (file_types.AUDIO, file_types.VIDEO),
    "captions": (file_types.VIDEO,),
    "poster": (file_types.VIDEO,),
}


class MediaFileForm(forms.ModelForm):
    """``same`` is the file that is there already, where the very bytes came again."""

    captions = forms.FileField(
        label=pgettext_lazy("of a video", "captions"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".vtt,text/vtt"}),
        help_text=MediaFile._meta.get_field("captions").help_text,
    )
    poster = PhotoField(label=_("poster"), help_text=MediaFile._meta.get_field("poster").help_text)

    class Meta:
        model = MediaFile
        fields = ["file", "title", "credit", "description", "transcript", "captions", "poster"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.same = None
        if "file" in self.fields:
            self.fields["file"].widget = forms.FileInput(attrs={"accept": file_types.ACCEPTED})
            self.fields["file"].max_length = None  # it is stored under a name of our own

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not hasattr(file, "found"):  # a form is looked at twice, the file once
            file.found, file.digest = self._found(file), sha256(file)
        bytes_lock(file.digest)  # they may be coming twice at this instant
        self.same = MediaFile.objects.filter(digest=file.digest).first()
        if self.same:
            address = reverse("admin:articles_mediafile_change", args=[self.same.pk])
            link = format_html('<a href="{}">{}</a>', address, self.same.title)
            raise ValidationError(format_html(_("This file is here already: {}."), link))
        self.instance.take(file, file.found, file.digest)
        return file

    def _found(self, file):
        try:
            found = file_types.find(file, file.name)
        except file_types.BadFile as bad:
            raise ValidationError(_BAD_FILE[bad.reason]) from bad
        _check_size(file, file_types.LIMITS[found.format.kind])
        return found

    def clean_captions(self):
        file = self.cleaned_data["captions"]
        if file and "captions" in self.changed_data:
            _check_size(file, webvtt.LIMIT)
            file.seek(0)
            try:
                webvtt.check(file.read())
            except webvtt.BadCaptions as bad:
                raise ValidationError(_BAD_CAPTIONS[bad.reason], params={"line": bad.line}) from bad
            file.seek(0)
        return file

    def clean(self):
        cleaned = super().clean()
        if "title" not in self.errors and not has_words(cleaned.get("title") or ""):
            self.add_error("title", _("Say what the file is: readers see it as the link."))
        kind = self.instance.kind
        if kind:
            self._check_kind(kind, cleaned)
        return cleaned

    def _check_kind(self, kind, cleaned):
        is_named = kind == file_types.DOCUMENT or has_words(cleaned.get("credit") or "")
        if not is_named and "credit" in self.fields and "credit" not in self.errors:
            self.add_error("credit", _("Say who recorded or filmed it."))
        for name, kinds in _OF_KINDS.items():
            if cleaned.get(name) and kind not in kinds:
                said = _("This is not for a file of this kind (%(kind)s): leave it empty.")
                values = {"kind": self.instance.get_kind_display()}
                self.add_error(name, ValidationError(said, params=values))


def _check_size(file, limit):
    if file.size > limit:
        values = {"size": size_beyond(file.size, limit), "limit": size_text(limit)}
        said = _("The file is too large: %(size)s. The limit is %(limit)s.")
        raise ValidationError(said, params=values)
