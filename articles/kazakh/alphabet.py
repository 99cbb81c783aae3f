"""Letter tables: the one place to change when a spelling is settled otherwise.

Sources, and how sure they are, stand in this package's README.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final


def _table(letters: str, spellings: str) -> Mapping[str, str]:
    """Pair letters with spellings parted by spaces; ``-`` is the empty spelling."""
    pairs = zip(letters, spellings.split(), strict=True)
    return MappingProxyType({letter: spelling.replace("-", "") for letter, spelling in pairs})


CYRILLIC: Final = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
"""The 42 letters of the Kazakh Cyrillic alphabet, in their order."""

LATIN_2021: Final = _table(
    CYRILLIC,
    "a ä b v g ğ d e io j z i i k q l m n ñ o ö p r s t u ū ü f h h ts tş ş ştş - y ı - e iu ia",
)
"""Lower-case Cyrillic letter to its spelling in the Latin alphabet of 2021.  ъ and ь are dropped.

Capitals are not given: и and й become İ, і becomes I, so ``str.upper`` of a spelling is wrong.
"""

LATIN_2019: Final = _table(
    CYRILLIC,
    "a ä b v g ğ d e io j z i i k q l m n ŋ o ö p r s t w u ü f h h ts ç ş şç - y ı - e iw ia",
)
"""The same in the draft of 2019: ŋ for ң, ç for ч, w for у, u for ұ."""

LATIN_2018: Final = _table(
    CYRILLIC,
    "a á b v g ǵ d e ıo j z ı ı k q l m n ń o ó p r s t ý u ú f h h ts ch sh shch - y i - e ıý ıa",
)
"""The same in the alphabet of 2018, as Kazinform prints it.  Its capital of ı and of i is I."""

ARABIC_LETTERS: Final = _table(
    CYRILLIC,
    "ا ا ب ۆ گ ع د ە يو ج ز ي ي ك ق ل م ن ڭ و و پ ر س ت ۋ ۇ ۇ ف ح ھ تس چ ش ش - ى ى - ە يۋ يا",
)
"""Lower-case Cyrillic letter to its spelling in Arabic script (töte jazu), the high hamza aside."""

HAMZA: Final = "\u0674"
"""Stands before a word with ә ө ү і, unless the word also has one of ``HAMZA_EXEMPT``."""

HAMZA_EXEMPT: Final = frozenset("еэгғкқ")

NATIVE: Final = frozenset("әғқңөұүһі")
"""The nine letters that Kazakh has and Russian has not."""

SILENT: Final = frozenset("ъьٴـءʼʻʹ")
"""Characters that Unicode counts as letters, though no sound and no Latin letter stands for them:
the hard and the soft sign, the Kazakh high hamza (a mark of the whole word), the Arabic tatweel and
lone hamza, and the modifier apostrophes."""

APOSTROPHES: Final = frozenset("'’‘ʼʻ`´")
"""Marks that stand inside a word without ending it: д'Артаньян, O’Neill."""

OTHER_CYRILLIC: Final = _table(
    "їєґўҳҷҗҙҫҡӊөљњђћџѓќѕј", "i ie g u h j j z s q n o l n d c dz g k z j"
)
"""Cyrillic letters of the neighbours (Ukrainian, Uzbek, Tajik, Tatar, Bashkir, Serbian, …)."""

NEIGHBOURS: Final = _table("їєґўҳҷҗҙҫҡӊљњђћџѓќѕј", "і е г у х ж ж з с қ ң л н д ч ж г к з й")
"""The same letters to those of Kazakh that come closest."""

ARABIC: Final = MappingProxyType(
    {
        # Kazakh in Arabic script (töte jazu)
        **_table("ابۆگعدەجزيكقلمنڭوپرست", "a b v g g d e j z i k q l m n n o p r s t"),
        **_table("ۋۇفحھچشى", "u u f h h ts s y"),
        # letters that only Arabic, Persian, Urdu and Uyghur names bring along
        **_table("ثخذصضطظغهةیئؤۇۈۅکژۀېۉ", "s h z s z t z g h e i i u u u o k j e e u"),
    }
)
"""Arabic letter to ASCII.  ى is ы here; in a word of front vowels it is і (see ``slugs``)."""

ARABIC_FRONT: Final = frozenset("ٴەگك")
"""Marks of a word of front vowels: the high hamza, and the letters that make it superfluous."""

GREEK: Final = _table(
    "αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o"
)
"""Greek letter to ASCII, as Greek passports have it (ELOT 743), letter by letter."""

LATIN_WITHOUT_MARK: Final = _table(
    "ıłøđðŋħŧɨʉəɵƙɓɗƶȷɣɔɛþæœĸƣƴ", "i l o d d n h t i u e o k b d z j g o e th ae oe k g y"
)
"""Latin letters that Unicode does not take apart into a plain letter and a mark."""
