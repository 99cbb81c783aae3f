"""Who looks after photos, signed in."""

import pytest


@pytest.fixture
def photo_editor(sign_in):
    return sign_in("Photo editor")
