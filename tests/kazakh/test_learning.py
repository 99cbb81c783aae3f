"""How the lexicon is learned, on a few sentences, and that the one here was learned so."""

import importlib.util
import sys
from pathlib import Path

import pytest

from articles.kazakh import lexicon
from articles.kazakh.loans import forms_of

SCRIPT = Path(__file__).resolve().parents[2] / "bench/learn_lexicon.py"
# The script is the project's, and does not come with the package.
pytestmark = pytest.mark.skipif(not SCRIPT.exists(), reason="there is no bench/ beside the package")

TEXT = (
    "Кеше Дрезденнің мэрі келді. Біз Дрезденге бардық, әрі Дрезденде болдық. "
    "Ол Гамлетті оқыды, мен Гамлетті көрдім, ол Гамлет еді, тағы Гамлет, сосын Гамлет. "
    "Пианисі келді. Пианистің ойыны, пианистер мен пианист. "
    "Бұл палата үлкен, палатасын көрдім, палатаны аштық, палатада отырдық. "
    "Ол Қоғамға кетті, бірақ қоғам қоғамдық, қоғамның қоғамы."
)


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("learn_lexicon", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def learned(script):
    return script.Learner(TEXT).learn()


def test_names_are_known_by_capitals_within_sentences(learned):
    assert {"дрезден", "гамлет"} <= learned.names
    assert not {"гамлетті", "дрезденнің", "қоғам", "қоғамға", "пианисі", "біз"} & learned.names


def test_a_loan_without_its_last_letter_is_no_stem(learned):
    assert learned.nouns["пианист"] >= 2
    assert "пианис" not in learned.nouns


def test_what_explains_all_forms_is_the_stem(learned):
    assert learned.nouns["палата"] >= 2
    assert "палат" not in learned.nouns


def test_what_is_shipped_was_made_by_the_script_as_it_is(script):
    for name in ("learned.txt", "common.txt"):
        head = lexicon.read(name).splitlines()[0]
        assert head.endswith(script.digest()), f"run bench/learn_lexicon.py again: {name}"
    assert lexicon.dump(lexicon.learned()) == lexicon.read("learned.txt").partition("\n")[2]


def test_what_is_shipped_has_no_loans_cut_short():
    listed = set(lexicon.stem_list("loans.txt"))
    known = lexicon.learned()
    assert listed <= known.nouns.keys()
    cut = {form for loan in listed for form in forms_of(loan)}
    assert not cut & (known.nouns.keys() | known.verbs.keys())
    names = {*lexicon.stem_list("names.txt"), *lexicon.stem_list("places.txt")}
    assert names <= known.names
