"""How a written place name becomes keys to look it up by.

Three forms of one name, from strict to loose: the folded name, the same without its article, and
a spelling skeleton that evens out transliteration. Store and search use the same functions, so a
key that was written can be found. Which names are alike beyond that is told by `likeness`.
"""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

from anyascii import anyascii

from geostrike.model import PlaceKind

#: Longer than any real place name: Bangkok's full ceremonial name has 168 letters.
MAX_LENGTH = 200
#: Words of "local government area".
_LONGEST_GENERIC = 3

_APOSTROPHES = frozenset("'`´’‘ʼʻʿʾʹ‛′ˈ")
# Letters that Arabic and Persian writers use for one another; NFKD parts the hamza from its seat.
_ARABIC = {"ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ە": "ه", "ک": "ك", "ـ": ""}
# The Arabic article in its assimilated and colloquial forms, and the English one.
_ARTICLES = frozenset(
    "al ar as ash at ath ad adh az an el er es esh et ed ez en ul the".split()  # noqa: SIM905
)
_DIGRAPHS = (("dh", "d"), ("kh", "k"), ("gh", "g"), ("sh", "s"), ("th", "t"), ("ph", "f"), ("ck", "k"), ("q", "k"))
_DIPHTHONGS = (("ay", "e"), ("ai", "e"), ("ey", "e"), ("ei", "e"), ("aw", "o"), ("au", "o"), ("ow", "o"), ("ou", "o"))
_DROPPED_FOR_CONSONANTS = str.maketrans({"c": "k", "g": "j", **dict.fromkeys("aeiouyh", None)})


class _Folder(dict[int, str]):
    """Character -> its folded form, worked out once per character for `str.translate`."""

    def __missing__(self, codepoint: int) -> str:
        self[codepoint] = folded = _fold_character(chr(codepoint))
        return folded


def _fold_character(char: str) -> str:
    if char in _APOSTROPHES:
        return ""
    if char in _ARABIC:
        return _ARABIC[char]
    category = unicodedata.category(char)
    if category[0] == "M":
        return ""
    if category[0] not in "LN":
        return " "
    if char.isascii():
        return char.lower()
    return anyascii(char).lower() if unicodedata.name(char, "").startswith("LATIN") else char.casefold()


_FOLDER = _Folder()


def fold(name: str) -> str:
    """Fold case, accents, apostrophes, punctuation and interchangeable Arabic letters.

    Returns "" for a name with no letter or digit, and for one longer than `MAX_LENGTH`. For keys, not
    for reading: offsets move, as they do not in `geostrike.lang.fold`.

    >>> fold("Qaşr Za‘farān"), fold("Deir-ez-Zor"), fold("Сірт")
    ('qasr zafaran', 'deir ez zor', 'сірт')
    >>> fold("أجدابيا") == fold("اجدابيا")
    True
    """
    if len(name) > MAX_LENGTH:
        return ""
    if name.isascii() and name.replace(" ", "").isalpha():
        return " ".join(name.lower().split())
    text = unicodedata.normalize("NFKD", name).translate(_FOLDER)
    return unicodedata.normalize("NFC", " ".join(text.split()))


def drop_article(key: str) -> str:
    """Drop a leading article from a folded name; the name itself where it has none.

    >>> drop_article("al fuqaha"), drop_article("ash shati"), drop_article("al")
    ('fuqaha', 'shati', 'al')
    """
    head, space, rest = key.partition(" ")
    if space and head in _ARTICLES:
        return rest
    return key[2:] if key.startswith("ال") and len(key) > 4 else key


def drop_articles(key: str) -> str:
    """Drop the articles within a folded Latin name too; the name itself where nothing else is left.

    >>> drop_articles("umm al aranib"), drop_articles("al")
    ('umm aranib', 'al')
    """
    return " ".join(word for word in key.split() if word not in _ARTICLES) or key


def drop_generic(key: str) -> tuple[str, PlaceKind | None]:
    """Drop the word for a sort of place from the end of a folded name; None where it has none.

    >>> drop_generic("kirkuk city"), drop_generic("al jufra air base"), drop_generic("city")
    (('kirkuk', <PlaceKind.SETTLEMENT: 'settlement'>), ('al jufra', <PlaceKind.AIRFIELD: 'airfield'>), ('city', None))
    """
    words = key.split()
    for size in range(min(_LONGEST_GENERIC, len(words) - 1), 0, -1):
        if kind := _generic_words().get(" ".join(words[-size:])):
            return " ".join(words[:-size]), kind
    return key, None


@cache
def _generic_words() -> dict[str, PlaceKind]:
    """Word -> kind of place, of all languages in `generic_words.toml`."""
    languages = tomllib.loads(files(__package__).joinpath("generic_words.toml").read_text("utf-8"))
    return {word: PlaceKind(kind) for kinds in languages.values() for kind, words in kinds.items() for word in words}


def skeleton(key: str) -> str:
    """Even out what transliterations of one folded name differ in: doubling, digraphs, vowels.

    Arabic writes three vowels, so e and i fall together, and o and u.

    >>> skeleton("tall afar") == skeleton("tal afar"), skeleton("baiji") == skeleton("bayji") == skeleton("beiji")
    (True, True)
    """
    text = drop_article(key).replace(" ", "")
    for written, plain in _DIGRAPHS + _DIPHTHONGS:
        text = text.replace(written, plain)
    text = text.replace("e", "i").replace("y", "i").replace("o", "u").replace("w", "u")
    single = [char for i, char in enumerate(text) if i == 0 or char != text[i - 1]]
    if len(single) > 3 and single[-1] == "h":
        single.pop()
    return "".join(single)


def consonants(key: str) -> str:
    """Keep the consonants of a folded Latin name; "" where fewer than two are left.

    >>> consonants("zallah"), consonants("zillah"), consonants("hit")
    ('zl', 'zl', '')
    """
    text = drop_article(key).replace(" ", "")
    if not text.isascii():
        return ""
    for written, plain in _DIGRAPHS:
        text = text.replace(written, plain)
    text = text.translate(_DROPPED_FOR_CONSONANTS)
    single = "".join(char for i, char in enumerate(text) if i == 0 or char != text[i - 1])
    return single if len(single) > 1 else ""
