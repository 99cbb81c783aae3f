import json
import logging
from io import StringIO

import pytest

from articles.monitoring import logs


@pytest.fixture
def entries():
    """What has come into the log, an entry each: gives a function."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.formatter("json"))
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)
