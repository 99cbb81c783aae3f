"""Property tests here are about results; time has tests of its own."""

from hypothesis import HealthCheck, settings

settings.register_profile("newsroom", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("newsroom")
