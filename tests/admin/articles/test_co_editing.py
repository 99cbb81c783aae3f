"""Two to five editors at once: whatever they do in whatever order, no word is lost."""

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.factories import make_article
from tests.support.co_editing import ACTIONS, Round
from tests.support.staff import make_staff

STEPS = st.lists(
    st.tuples(st.integers(0, 4), st.sampled_from(ACTIONS), st.integers(0, 9)),
    min_size=4,
    max_size=24,
)


class CoEditing(TestCase):
    @settings(
        max_examples=15,
        deadline=None,
        phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink would take minutes
        suppress_health_check=list(HealthCheck),
    )
    @given(st.integers(2, 5), STEPS)
    def test_every_word_is_in_the_article_or_was_given_up(self, count, steps):
        users = [make_staff("Editor", username=f"editor-{n}") for n in range(count)]
        body = "".join(f"<p>{n}-абзац.</p>" for n in range(5))
        article = make_article("Тақырып", body=body, publish=bool(steps[0][2] % 2))
        assert Round(article, users).play(steps) == set()
