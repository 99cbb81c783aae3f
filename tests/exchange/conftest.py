"""A file with a page in it, to be imported and written anew."""

import pytest

from tests.exchange.support import rewrite


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "page.txt"
    rewrite(path)
    return path
