"""A reader, and an editor who signs in: what they see of a site through nginx and TLS."""

import http.cookiejar
import re
import socket
import ssl
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

site, user, password = sys.argv[1:]
socket_of = socket.getaddrinfo
socket.getaddrinfo = lambda host, *rest, **more: socket_of(
    "127.0.0.1" if host == site else host, *rest, **more
)
trust = ssl.create_default_context(cafile=f"/etc/letsencrypt/live/{site}/fullchain.pem")
browser = urllib.request.build_opener(
    urllib.request.HTTPSHandler(context=trust),
    urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()),
)


def get(path, data=None, *, scheme="https", wait=0.0, not_yet=(502, 503)):
    """Where it led, and the page; asked again for ``wait`` seconds if it is ``not_yet`` there."""
    address = f"{scheme}://{site}{path}"
    deadline = time.monotonic() + wait
    while True:
        try:
            with browser.open(
                urllib.request.Request(address, data=data, headers={"Referer": address})
            ) as answer:
                return answer.geturl(), answer.read().decode()
        except urllib.error.HTTPError as error:
            if error.code not in not_yet or time.monotonic() > deadline:
                raise
            time.sleep(0.2)


get("/", wait=60)
# A worker of nginx that had to do with the configuration before may still answer.
where, _ = get("/rss.xml", scheme="http", wait=60, not_yet=(404,))
assert where == f"https://{site}/rss.xml", where
where, page = get("/admin/login/")
sheet = re.search(r'href="(/static/[^"]+\.css)"', page)[1]
get(sheet)
token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
form = {"csrfmiddlewaretoken": token, "username": user, "password": password, "next": "/admin/"}
where, page = get("/admin/login/?next=/admin/", urllib.parse.urlencode(form).encode())
assert where == f"https://{site}/admin/", where
assert "logout" in page
print(f"front page, feed, a style sheet, and the desk of {user}")
