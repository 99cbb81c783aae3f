"""Property tests here are about results; time has tests of its own."""

from hypothesis import settings

settings.register_profile("newsroom", deadline=None)
settings.load_profile("newsroom")
