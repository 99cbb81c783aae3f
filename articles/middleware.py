"""Which edition a reader asked for, and which language an editor works in."""

from django.urls import get_script_prefix, set_script_prefix
from django.utils import translation

from . import site
from .addresses import edition_of
from .editions import in_letters_of
from .models.audit import acting_from


class EditionMiddleware:
    """Answers ``/ru/…`` as ``/…`` of the Russian edition; staff pages follow the user's choice."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info.startswith("/admin/"):
            language = getattr(request.user, "language", "kk")
            with translation.override(language), acting_from(request.META["REMOTE_ADDR"]):
                request.LANGUAGE_CODE = language
                return self.get_response(request)
        edition = edition_of(request.path_info)
        before = get_script_prefix()
        request.edition = edition
        request.path_info = "/" + request.path_info.removeprefix(edition.prefix)
        set_script_prefix(edition.prefix)
        try:
            with translation.override(edition.language), site.one_page():
                return in_letters_of(edition, self.get_response(request))
        finally:
            set_script_prefix(before)
