"""Packing: what goes in comes out, and what is packed today can be read for ever."""

import hashlib
import zlib
from base64 import b64decode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import packing

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner),
    max_leaves=10,
)
PROSE = (
    "<p>Кеше Жетісу облысындағы су қоймасының бөгеті күшейтілді. Жөндеу жұмыстарына жергілікті "
    "тұрғындар да қатысып, екі апта бойы кезекпен күзетті.</p><p>«Биыл қар қалың түсті, сондықтан "
    "сәуірдің соңына дейін сақ боламыз», – деді аудан әкімі Серік Оразбаев.</p>"
)


@given(st.dictionaries(st.text(st.characters(codec="utf-8")), JSON))
def test_what_goes_in_comes_out(value):
    assert packing.unpack(packing.pack(value)) == value


def test_a_short_text_takes_less_than_half_of_its_room():
    assert len(packing.pack({"body": PROSE})) * 2 < len(PROSE.encode())


def test_the_dictionary_is_for_ever():
    digest = hashlib.sha256(packing.DICTIONARY.read_bytes()).hexdigest()
    assert digest == "41a912298be310ea0f07d1c3495e8ce7209b531531554b1120d9ce6f8b31c507"


def test_what_was_packed_when_packing_began_can_be_read():
    data = b64decode("ePmaBN4fq4ZGiNKFicAibDOWMRklHah+oHaj2FoAhR8Ycw==")
    assert packing.unpack(data) == {"lede": "Бөгет салынды", "tags": [1, 2]}


def test_one_flipped_byte_is_noticed():
    data = bytearray(packing.pack({"body": PROSE}))
    for place in range(2, len(data)):
        data[place] ^= 1
        with pytest.raises((zlib.error, ValueError)):
            packing.unpack(bytes(data))
        data[place] ^= 1
