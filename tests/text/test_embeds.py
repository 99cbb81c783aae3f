"""Which addresses of other sites may stand in a frame, and at which address they do."""

import pytest

from articles.text import embeds

KNOWN = [
    ("https://www.youtube.com/watch?v=aB3_d-Fg7hI", "youtube", "nocookie.com/embed/aB3_d-Fg7hI"),
    ("https://youtu.be/aB3_d-Fg7hI?t=1m2s", "youtube", "/embed/aB3_d-Fg7hI?start=62"),
    ("https://m.youtube.com/watch?app=desktop&v=aB3_d-Fg7hI&t=90", "youtube", "?start=90"),
    ("https://www.youtube.com/shorts/aB3_d-Fg7hI", "youtube", "/embed/aB3_d-Fg7hI"),
    ("https://www.youtube.com/live/aB3_d-Fg7hI?feature=share", "youtube", "/embed/aB3_d-Fg7hI"),
    ("https://t.me/auyl_kanaly/15", "telegram", "t.me/auyl_kanaly/15?embed=1"),
    ("https://t.me/s/auyl_kanaly/15?before=3", "telegram", "t.me/auyl_kanaly/15?embed=1"),
    ("https://www.instagram.com/p/Cx-1_aBcDeF/", "instagram", "/p/Cx-1_aBcDeF/embed/"),
    ("https://instagram.com/auyl.kz/reel/Cx-1_aBcDeF/?a=1", "instagram", "/reel/Cx-1_aBcDeF/"),
    ("https://x.com/auyl/status/1234567890?s=20", "x", "Tweet.html?id=1234567890"),
    ("https://twitter.com/auyl/status/1234567890", "x", "Tweet.html?id=1234567890"),
    ("https://www.facebook.com/auyl.kz/posts/pfbid0aB", "facebook", "post.php?href=https%3A"),
    ("https://www.facebook.com/watch/?v=123456", "facebook", "/plugins/video.php?href=https%3A"),
    ("https://www.tiktok.com/@auyl.kz/video/7212345678901", "tiktok", "/player/v1/7212345678901"),
    ("https://vimeo.com/76979871", "vimeo", "player.vimeo.com/video/76979871?dnt=1"),
    ("https://vimeo.com/76979871/abcdef1234", "vimeo", "&h=abcdef1234"),
    ("https://www.openstreetmap.org/#map=12/43.2380/76.9450", "map", "export/embed.html?bbox=76.8"),
    (
        "https://www.openstreetmap.org/?mlat=43.238&mlon=76.945#map=12/43.238/76.945",
        "map",
        "&marker=43.238%2C76.945",
    ),
]  # fmt: skip

REFUSED = [
    "javascript:alert(1)",
    "javascript:alert(1)//youtu.be/aB3_d-Fg7hI",
    "data:text/html,https://youtu.be/aB3_d-Fg7hI",
    "https://youtube.com.example.org/watch?v=aB3_d-Fg7hI",
    "https://example.org/https://youtu.be/aB3_d-Fg7hI",
    "https://youtu.be@example.org/aB3_d-Fg7hI",
    "https://example.org@youtu.be/aB3_d-Fg7hI",
    "https://youtu.be:8080/aB3_d-Fg7hI",
    "https://youtu.be\\@example.org/aB3_d-Fg7hI",
    "https://youtu.be.example.org/aB3_d-Fg7hI",
    "https://уoutu.be/aB3_d-Fg7hI",  # the first letter is Cyrillic
    "https://youtu.be/aB3_d-Fg7hI\n",
    " https://youtu.be/aB3_d-Fg7hI",
    "//youtu.be/aB3_d-Fg7hI",
    "https://www.youtube.com/redirect?q=https://example.org",
    "https://www.youtube.com/@auyl",
    "https://youtu.be/aB3_d-Fg7hI?a=<script>",
    'https://youtu.be/aB3_d-Fg7hI?a="onload="alert(1)',
    "https://t.me/auyl_kanaly",
    "https://www.facebook.com/plugins/post.php?href=https://example.org",
    "https://l.facebook.com/l.php?u=https://example.org",
    "https://www.openstreetmap.org/export/embed.html?bbox=1",
    "https://youtu.be/aB3_d-Fg7hI?" + "a" * 500,
    "",
]


@pytest.mark.parametrize(("url", "provider", "frame"), KNOWN)
def test_an_address_of_a_provider_is_recognised(url, provider, frame):
    found = embeds.recognise(url)
    assert (found.provider.key, found.url) == (provider, url)
    assert frame in found.frame
    assert found.frame.startswith(f"{found.provider.host}/")


@pytest.mark.parametrize("url", REFUSED)
def test_every_other_address_is_not(url):
    assert embeds.recognise(url) is None


def test_a_map_does_not_reach_past_the_ends_of_the_world():
    frame = embeds.recognise("https://www.openstreetmap.org/#map=0/80/179").frame
    assert "bbox=-180.00000%2C" in frame or "%2C180.00000%2C" in frame
    assert "%2C85.00000&" in frame
