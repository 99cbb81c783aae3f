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


def get(path, data=None, wait=0.0):
    address = f"https://{site}{path}"
    deadline = time.monotonic() + wait
    while True:
        try:
            with browser.open(
                urllib.request.Request(address, data=data, headers={"Referer": address})
            ) as answer:
                return answer.geturl(), answer.read().decode()
        except urllib.error.HTTPError as error:
            if error.code not in (502, 503) or time.monotonic() > deadline:
                raise
            time.sleep(0.2)


get("/", wait=60)
with browser.open(f"http://{site}/rss.xml") as answer:  # leads to https
    assert answer.geturl() == f"https://{site}/rss.xml"
where, page = get("/admin/login/")
sheet = re.search(r'href="(/static/[^"]+\.css)"', page)[1]
get(sheet)
token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
form = {"csrfmiddlewaretoken": token, "username": user, "password": password, "next": "/admin/"}
where, page = get("/admin/login/?next=/admin/", urllib.parse.urlencode(form).encode())
assert where == f"https://{site}/admin/", where
assert "logout" in page
print(f"front page, feed, a style sheet, and the desk of {user}")
