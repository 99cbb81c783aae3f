"""The names that the package gives, whatever of it was imported before."""

import pkgutil
from importlib import import_module

import pytest

from articles import kazakh

FUNCTIONS = {
    "lemma": ("кітаптарымызға", "кітап"),
    "to_latin": ("Қазақстан", "Qazaqstan"),
    "to_cyrillic": ("Qazaqstan", "Қазақстан"),
    "to_arabic": ("бала", "بالا"),
    "detect_script": ("Qazaqstan", "latn"),
    "slug": ("Су жаңа", "su-jana"),
    "typography": ('"Ана"', "«Ана»"),
    "hyphenate": ("бала", (2,)),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_name_is_a_function_after_all_modules_were_imported(name):
    for module in pkgutil.iter_modules(kazakh.__path__):
        import_module(f"{kazakh.__name__}.{module.name}")
    given, wanted = FUNCTIONS[name]
    assert getattr(kazakh, name)(given) == wanted


def test_the_terms_of_a_text():
    import_module("articles.kazakh.tokenizer")
    assert [term.lemma for term in kazakh.terms("Үйлердің терезелері")] == ["үй", "терезе"]


def test_no_module_hides_a_name():
    modules = {module.name for module in pkgutil.iter_modules(kazakh.__path__)}
    assert not modules & set(dir(kazakh))
