"""A layout while an editor works on it: what was posted, and what a pressed button makes of it."""

import json
from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from ...curation.breaking_banner import LASTS
from ...db.row_keys import row_key
from ...models.curation.layout_json import from_json, to_json
from ...models.curation.layouts import BANNER_LENGTH, check_banner, with_story_followed
from ...models.curation.page_layout import NO_STORY, BreakingBanner, PageLayout, area_of, next_slot
from ...models.workflow.publishing import reasonable_instant
from ..visibility_notes import refusal_of_link


class MomentField(forms.DateTimeField):
    """A day and a time by the newsroom's clocks; one that does not exist there is refused."""

    default_validators = [reasonable_instant]

    def __init__(self, **kwargs):
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(required=False, widget=widget, **kwargs)


class BreakingBannerForm(forms.Form):
    """The breaking banner: empty for none."""

    prefix = "banner"

    text = forms.CharField(label=gettext_lazy("Body"), required=False, max_length=BANNER_LENGTH)
    link = forms.CharField(
        label=pgettext_lazy("field", "Link"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("The address of the article: /sayasat/… or https://…"),
    )
    start = MomentField(label=gettext_lazy("Begins"), help_text=gettext_lazy("At once, if empty."))
    end = MomentField(
        label=gettext_lazy("Ends"), help_text=gettext_lazy("Three hours later, if empty.")
    )

    known_link = ""  # which stands in the layout already, and may have died since

    @classmethod
    def showing(cls, banner: BreakingBanner | None):
        """The form before anything was typed."""
        return cls(initial=banner._asdict()) if banner else cls()

    def clean(self):
        cleaned = super().clean()
        text, link, start, end = (cleaned.get(name) for name in BreakingBanner._fields)
        self.banner = None
        if self.errors or not (text or link or end):
            return cleaned
        start = start or timezone.now().replace(second=0, microsecond=0)
        banner = BreakingBanner(text, link, start, end or start + LASTS)
        try:
            check_banner(banner)
        except ValidationError as error:
            for name, messages in error.error_dict.items():
                self.add_error(name, messages)
        is_new = not self.errors and link != self.known_link
        if is_new and (refusal := refusal_of_link(link, max(start, timezone.now()))):
            self.add_error("link", refusal)
        self.banner = banner
        return cleaned


def _layout(text: str) -> PageLayout:
    """The layout that ``text`` writes. Raises ``ValueError``."""
    try:
        layout = from_json(json.loads(text))
        check_banner(layout.banner)
    except (RecursionError, ValidationError) as error:
        raise ValueError("this is no layout") from error
    return layout


def _story(text: str) -> int | None:
    """The choice of a big story. Raises ``ValueError`` where the list of tags has no such."""
    if text in ("", str(NO_STORY)):
        return NO_STORY if text else None
    if (key := row_key(text)) is None:
        raise ValueError("no key of a tag")
    return key


class Draft:
    """The layout as it is being changed, and the instant it is changed for.

    ``at`` is that instant, now unless the editor has chosen one to come (``when``). ``base`` is the
    number of the version that the editor started from.
    """

    def __init__(self, layout: PageLayout, base: int, now: datetime):
        self.layout, self.base, self.now = layout, base, now
        self.when, self.banner_form = None, BreakingBannerForm.showing(layout.banner)
        self.errors: list[str] = []

    @classmethod
    def posted(cls, data, now: datetime) -> "Draft":
        """What the form of a page sends. Raises ``ValueError`` where no form can have sent it."""
        draft = cls(_layout(data.get("content", "")), int(data.get("base", "")), now)
        when = draft._moment(data.get("when", ""))
        draft.when = when if when and when > now else None
        if "story" in data:
            draft.layout = draft.layout._replace(story=_story(data["story"]))
        draft.layout = with_story_followed(draft.layout)
        if "banner-text" in data:
            draft.banner_form = BreakingBannerForm(data)
            if known := draft.layout.banner:
                draft.banner_form.known_link = known.link
            if draft.banner_form.is_valid():
                draft.layout = draft.layout._replace(banner=draft.banner_form.banner)
        return draft

    @property
    def at(self) -> datetime:
        return self.when or self.now

    @property
    def content(self) -> str:
        return json.dumps(to_json(self.layout))

    def is_valid(self) -> bool:
        """Whether it may be shown to readers."""
        banner = self.banner_form
        return not self.errors and (not banner.is_bound or banner.is_valid())

    def refusals(self) -> list[tuple[str, str, str]]:
        """What is wrong with the banner: id of the field, its label, the message."""
        form = self.banner_form
        errors = form.errors if form.is_bound else {}
        return [
            (form[name].id_for_label, str(form[name].label), message)
            for name, messages in errors.items()
            for message in messages
        ]

    def _moment(self, text: str) -> datetime | None:
        try:
            return MomentField().clean(text)
        except ValidationError as error:
            self.errors += error.messages
            return None

    def run(self, words: list[str], shown: dict[str, int], data) -> int | None:
        """Do what a button says; ``shown`` has the keys of the articles that stand, by slot.

        Gives the key of the article that was touched, None where the step before was undone.
        Raises ``ValueError`` for what no button says, and ``KeyError`` where there is nothing in
        the slot any more.
        """
        layout, at = self.layout, self.at
        match words:
            case ["back"]:
                touched, self.layout = None, _layout(data.get("before", ""))
                self.banner_form = BreakingBannerForm.showing(self.layout.banner)
            case ["place", key]:  # into the slot chosen in the list beside it
                return self._place(int(key), data.get(f"into-{key}", ""), shown)
            case ["place", key, slot]:
                return self._place(int(key), slot, shown)
            case ["shift", slot, step]:
                target = next_slot(slot, int(step))
                touched = shown[slot]
                self.layout = layout.place(touched, target, at, instead=slot) if target else layout
            case ["pin", slot]:
                touched = shown[slot]
                self.layout = layout.place(touched, slot, at)
            case ["release", key]:
                touched = int(key)
                self.layout = layout.release(touched, at)
            case ["off", key]:
                touched = int(key)
                self.layout = layout.exclude(touched, at)
            case ["until", slot]:
                touched = shown[slot]
                self._until(touched, slot, data.get(f"until-{slot}", ""))
            case ["cancel", slot, key, start]:
                touched = int(key)
                self.layout = layout.cancel(touched, slot, datetime.fromisoformat(start))
            case _:
                raise ValueError(f"no such act: {words}")
        return touched

    def _place(self, key: int, slot: str, shown: dict[str, int]) -> int:
        same = (name for name in shown if area_of(name) == area_of(slot) and shown[name] == key)
        self.layout = self.layout.place(key, slot, self.at, instead=next(same, ""))
        return key

    def _until(self, key: int, slot: str, text: str):
        end = self._moment(text)
        if end and end <= self.at:
            self.errors.append(_("The end must come after the beginning."))
        elif end or not text:
            self.layout = self.layout.until(key, slot, self.at, end)
