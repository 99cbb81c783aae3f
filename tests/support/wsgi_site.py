"""The site as a web server calls it: the page cache, and Django behind it."""

from urllib.parse import quote, unquote
from wsgiref.util import setup_testing_defaults

from django.core.wsgi import get_wsgi_application

from articles.delivery.wsgi_cache import CachedAnswers


class Answer:
    """What the site answers, and whether that came from Django."""

    def __init__(self, status, headers, body, from_django):
        self.status, self.body, self.from_django = int(status[:3]), body, from_django
        self.headers = {name.lower(): value for name, value in headers}
        assert len(self.headers) == len(headers), "a header is there twice"

    @property
    def shown(self):
        """What two answers to the same question have in common."""
        about = {k: v for k, v in self.headers.items() if k not in ("x-request-id", "age")}
        return self.status, about, self.body


class Site:
    """The site as a web server calls it."""

    def __init__(self):
        self.django, self.asked = get_wsgi_application(), 0
        self.cached = CachedAnswers(self._counted)

    def _counted(self, environ, start_response):
        self.asked += 1
        return self.django(environ, start_response)

    def get(self, address, method="GET", *, through=None, **environ):
        path, _, query = quote(address, safe="/?&=%").partition("?")
        environ = {
            "PATH_INFO": unquote(path, "latin-1"),
            "QUERY_STRING": query,
            "HTTP_HOST": "testserver",
        } | environ
        environ |= {"REQUEST_METHOD": method}
        setup_testing_defaults(environ)
        started, before = [], self.asked
        body = (through or self.cached)(environ, lambda *given: started.append(given))
        content = b"".join(body)
        getattr(body, "close", lambda: None)()
        [(status, headers)] = started
        return Answer(status, headers, content, self.asked > before)

    def pages(self, addresses):
        return [self.get(address).shown for address in addresses]
