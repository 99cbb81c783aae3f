"""The read API does what its description says, asked by schemathesis in ways nobody thought of."""

import pytest
from django.core import signals
from django.core.handlers.wsgi import WSGIHandler
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings

from tests.factories import make_article, make_tag

EXAMPLES = 4


@pytest.fixture
def application(db):
    """As a server has it, but for the connection, which is the test's own."""
    ends = (signals.request_started, signals.request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    yield WSGIHandler()
    for signal in ends:
        signal.connect(close_old_connections)


@pytest.mark.once
@pytest.mark.parametrize("mode", ["positive", "negative"])
def test_schemathesis_finds_nothing(mode, application, drawn):
    import schemathesis  # noqa: PLC0415 - it takes a second, of this test alone
    from schemathesis import GenerationMode  # noqa: PLC0415

    article = make_article(tags=[make_tag()], photo=drawn[0])
    article.correct("correction", by=None, at=article.published_at, note="Қате еді.")
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) == 10

    for operation in operations:
        _ask(operation.as_strategy(generation_mode=GenerationMode(mode)))


def _ask(cases):
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases)
    def ask(case):
        case.call_and_validate()

    ask()
