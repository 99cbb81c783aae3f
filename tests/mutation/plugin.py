"""What pytest runs with in a process that tests a mutant."""

import pytest
from hypothesis import Phase, settings

# The first counter-example will do: nobody reads how small it can be made. And the same examples
# each time, however slow the machine, so that it is the mutant that decides.
settings.register_profile(
    "mutation",
    phases=[Phase.explicit, Phase.generate],
    derandomize=True,
    database=None,
    deadline=None,
)
settings.load_profile("mutation")


@pytest.fixture(scope="session")
def django_db_setup():
    """The database is there: a copy of a migrated one, for this process alone."""
