"""The screen of a front page as a browser without scripts has it."""

from django.utils import timezone
from lxml import html

FRONT = "/admin/articles/layout/kk/board/"


def fields_of(tree):
    """What the form of the screen would send, but for its token."""
    form = tree.get_element_by_id("front-page")
    return {
        name: value or "" for name, value in form.form_values() if name != "csrfmiddlewaretoken"
    }


class Screen:
    """What the screen would post, and what stands where."""

    def __init__(self, client, address=FRONT):
        self.client, self.address = client, address
        self._read(client.get(address))

    def _read(self, response):
        self.response = response
        self.tree = html.fromstring(response.content.decode())
        self.fields = fields_of(self.tree)

    def press(self, act, **typed):
        response = self.client.post(self.address, self.fields | typed | {"act": act}, follow=True)
        assert response.status_code == 200
        self._read(response)
        return self

    def on_page(self):
        """Slot → headline, and whether an editor has put it there."""
        return {
            slot.get("data-slot"): (
                slot.xpath("string(.//div[@class='story']//a)"),
                "slot-placed" in slot.get("class"),
            )
            for slot in self.tree.xpath("//li[@data-slot]")
            if slot.xpath(".//div[@class='story']")
        }

    def errors(self):
        return " ".join(self.tree.xpath("//ul[contains(@class, 'errorlist')]//li//text()"))


def local(at):
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")
