"""What Sentry gets of an error: where the code failed, and nothing of who met it."""

import gzip
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import brotli
import pytest
from django.core.exceptions import ImproperlyConfigured

from articles.monitoring import sentry
from newsroom import environment
from tests.support import failing_server


@pytest.fixture
def reports():
    """A Sentry on this machine: gives its address, and a list of what came."""
    found = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            unpack = {"gzip": gzip.decompress, "br": brotli.decompress}
            found.append(unpack[self.headers["Content-Encoding"]](body).decode())
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as site:
        Thread(target=site.serve_forever).start()
        yield f"http://key@127.0.0.1:{site.server_port}/1", found
        site.shutdown()


def test_an_error_arrives_without_anything_personal(reports, tmp_path):
    dsn, found = reports
    with failing_server.running(tmp_path, DATABASE_URL="sqlite://:memory:", SENTRY_DSN=dsn) as site:
        site.ask(
            "/preview/opens-a-door/?name=aigerim",
            X_Forwarded_For="203.0.113.9",
            X_Request_ID="0123456789abcdef",
            Cookie="sessionid=opens-another",
            Referer="http://testserver/preview/opens-a-door/",
            User_Agent="of-a-reader",
        )
        site.ask("/busy/")
    # Ended in order, it has sent what it had to.
    [report] = [text for text in found if '"type":"event"' in text]
    event = json.loads(report.splitlines()[2])
    assert event["tags"]["request_id"] == "0123456789abcdef"
    assert event["request"] == {"url": "http://testserver/preview/***/", "method": "GET"}
    assert event["exception"]["values"][0]["value"] == "the fault of the test"
    for personal in ("door", "aigerim", "203.0.113.9", "another", "of-a-reader"):
        assert personal not in report
    assert site.log()[1].count("[error    ] Internal Server Error") == 1


@pytest.mark.parametrize("is_installed", [True, False])
def test_a_wrong_address_or_a_missing_package_is_one_line(monkeypatch, is_installed):
    monkeypatch.setattr(sentry, "is_installed", lambda: is_installed)
    monkeypatch.setenv("SENTRY_DSN", "sentry.example")
    monkeypatch.setenv("LANGUAGE", "en")
    environment.read("SENTRY_DSN", environment.sentry_dsn, "", "the address")
    what = "the address" if is_installed else "needs a package that is not installed: pip install"
    with pytest.raises(ImproperlyConfigured, match=rf"^SENTRY_DSN: (must be )?{what}.*$") as wrong:
        environment.refuse_faults()
    assert "\n" not in str(wrong.value)
