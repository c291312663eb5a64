"""A language's words and templates, made ready for matching."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from enum import Enum
from functools import lru_cache

from geostrike import lang
from geostrike.errors import InputError
from geostrike.locality.branches import Branch, Form, Step, tree
from geostrike.locality.lexicon import Lexicon
from geostrike.locality.names import NamePatterns
from geostrike.locality.needs import Needs
from geostrike.locality.templates import Fragment, Pattern, Template, either, phrases, split_slots
from geostrike.locality.tokens import BREAK, DIGITS, INITIAL, LOWER, MARK, NUMBER, TITLE, UNCASED, UPPER

SLOTS = {
    "distance": frozenset(("low", "high", "unit", "hedge", "hedge_after", "also")),
    "heading": frozenset[str](),
    "place": frozenset(
        ("back", "seat", "people", "name", "short_name", "capital", "tail", "within", "demonym", "type")
    ),
}
"""Macros with a reader of their own, and the roles that it asks for; see :mod:`geostrike.locality.reading`."""
_ENDS = ("tail",)
"""What ends templates of slots, and may be nothing: it is long, and has one pattern for all of them."""
FORM_ROLES = frozenset(("lead", "place", "people", "other", "others", "direction", "number", "proximity", "route"))
"""Roles that the builders of :mod:`geostrike.locality.forms` ask for."""
_KEPT = 4096  # selections of templates that are ready for use
_ALL_WORDS = LOWER + TITLE + UPPER + INITIAL + UNCASED
_BUILT_IN = {
    "start": Fragment(r"\A", empty=True),
    "finish": Fragment(r"\Z", empty=True),
    "small": Fragment(f"(?!.[{TITLE}{INITIAL}])", empty=True),
    "digits": Fragment(NUMBER + DIGITS, frozenset([NUMBER]), needs=frozenset([frozenset([NUMBER])])),
    "word": Fragment(f".[{_ALL_WORDS}]", shapes=frozenset(_ALL_WORDS)),
    "lower": Fragment(f".{LOWER}", shapes=frozenset(LOWER)),
    "any": Fragment(f"[^{BREAK}].", shapes=frozenset(_ALL_WORDS + DIGITS + MARK)),
}
"""Macros of every language: the ends of a text, what is not capitalised, and shapes of tokens."""
_NO_OPTIONS = ("kind", "templates", "phrase", "named")
_NO_NAMES = ("boundary", "unit", "compass", "hedge")
_EDGE_MARKS = ",.;:!?)]\"'\u2014\u2013"


class Mode(Enum):
    """What a grammar reads: running prose, or a phrase that says where as a whole, with names in any case if loose."""

    PROSE = "prose"
    PHRASE = "phrase"
    LOOSE = "loose"


class Grammar:
    """One language for one use: running prose, or a phrase that is a locality as a whole.

    Parameters
    ----------
    language
        Code of the language.
    mode
        What it is for.

    Attributes
    ----------
    uses
        "form", or a slot's macro -> the bits of its templates.
    branches, patterns
        Bits of templates -> the forms among them as a tree, and the patterns of slots among them.
    """

    def __init__(self, language: str, mode: Mode) -> None:
        self.mode = mode
        self.loose = mode is Mode.LOOSE
        self.words = words = Lexicon(language)
        self.values = words.values
        self._templates = lang.load(language).table("grammar")
        self._fragments: dict[str, Fragment | None] = {}
        stops = [word for key in _NO_NAMES for phrase in words.lists[key] for word in words.cut(phrase)]
        self._names = NamePatterns(words.names, stops, words.cut, words.letter, loose=self.loose).fragments()
        self.tail = self.compile("{tail}")
        self.tail_name = self.compile("{name:sure_name} {type}?", keep=("name",))
        self.target = self.compile(self._templates["target"]["before"], keep=("thing",))
        self.edge = self.compile("{edge}")
        self.nowhere = self.compile("{nowhere}")
        self.apposition = {name: self.compile(said) for name, said in self._templates.get("apposition", {}).items()}
        joining = self._templates["joining"]
        self.joining = {name: frozenset(words.key(text) for text in joining[name]) for name in joining}
        self.uses: dict[str, int] = {}
        self.branches = lru_cache(maxsize=_KEPT)(self._branches)
        self.patterns = lru_cache(maxsize=_KEPT)(self._patterns)
        self._number_templates()

    def compile(self, template: str, *, keep: Container[str] = ()) -> Pattern:
        """Compile one template, whose spans of some roles are kept."""
        return Pattern(self._read(template, keep=keep).regex)

    def _read(self, template: str, *, keep: Container[str] = (), slots: Iterable[str] = ()) -> Fragment:
        return Template(template, self._fragment, self._literal, keep=keep, slots=slots).read()

    def _literal(self, words: str) -> Fragment:
        return phrases([words], self.words.cut, self.words.letter, any_case=True)

    def _fragment(self, name: str) -> Fragment:
        if name not in self._fragments:
            self._fragments[name] = None
            self._fragments[name] = self._make(name)
        found = self._fragments[name]
        if found is None:
            raise InputError(f"macro {name!r}: refers to itself; nothing may repeat without bound")
        return found

    def _make(self, name: str) -> Fragment:
        if name in self._names:
            return self._names[name]
        if name in self.words.lists:
            return phrases(self.words.lists[name], self.words.cut, self.words.letter, any_case=self.loose)
        macros = self._templates["macros"]
        if name == "place":
            templates = self._templates["place"]["named"] + self._templates["place"]["back"]
        elif name in self._templates["place"]:
            templates = self._templates["place"][name]
        elif name in macros:
            templates = self._as_list(macros[name])
        else:
            return self._builtin(name)
        return either([self._read(template) for template in templates])

    def _builtin(self, name: str) -> Fragment:
        if name in _BUILT_IN:
            return _BUILT_IN[name]
        if name == "edge":
            marks = "".join(self.words.letter(mark) for mark in _EDGE_MARKS)
            words = self._fragment("boundary").regex
            return Fragment(f"(?:\\Z|(?=[{marks}{BREAK}].|{words}))", empty=True)
        language = self.words.language
        raise InputError(f"language {language!r}: no word list or macro {name!r}; add it or correct the template")

    @staticmethod
    def _as_list(value: str | list[str]) -> list[str]:
        return [value] if isinstance(value, str) else value

    def _number_templates(self) -> None:
        """Compile the templates of forms and then of slots, and say which numbers are for what."""
        fragments, self.forms = self._compile_forms()
        self.uses["form"] = (1 << len(fragments)) - 1
        place, macros = self._templates["place"], self._templates["macros"]
        templates = {name: self._as_list(macros[name]) for name in ("distance", "heading")}
        templates["place"] = [*place.get("seat", ()), *place["back"], *place["named"]]
        for name, roles in SLOTS.items():
            self.uses[name] = (1 << len(templates[name])) - 1 << len(fragments)
            fragments += [self._read(template, keep=roles, slots=_ENDS) for template in templates[name]]
        ends = (split_slots(fragment.regex) for fragment in fragments[len(self.forms) :])
        self._slot_patterns = [(Pattern(regex), role) for ((regex, role, _),) in ends]
        self._needs = Needs(fragments)

    def _compile_forms(self) -> tuple[list[Fragment], list[Form]]:
        fragments: list[Fragment] = []
        forms: list[Form] = []
        for entry in self._templates["forms"]:
            if (entry.get("phrase") and self.mode is Mode.PROSE) or (entry.get("named") and self.loose):
                continue
            options = {key: value for key, value in entry.items() if key not in _NO_OPTIONS}
            for template in entry["templates"]:
                fragment = self._read(template, keep=FORM_ROLES, slots=SLOTS)
                steps = tuple(
                    Step(Pattern(regex) if regex else None, role, macro)
                    for regex, role, macro in split_slots(fragment.regex)
                )
                forms.append(Form(entry["kind"], options, steps, len(forms)))
                fragments.append(fragment)
        return fragments, forms

    def chances(self, pairs: Sequence[str]) -> list[int]:
        """Give the templates with a chance at each token, and at the end: see :mod:`geostrike.locality.needs`."""
        return self._needs.chances(pairs)

    def _branches(self, templates: int) -> list[Branch]:
        """Give the forms of some templates, by their bits, merged by what they share."""
        return tree(form for form in self.forms if templates >> form.order & 1)

    def _patterns(self, templates: int) -> list[tuple[Pattern, str]]:
        """Give the patterns of some templates of slots, by their bits, each with "tail" if a tail may follow, or ""."""
        return [one for at, one in enumerate(self._slot_patterns, len(self.forms)) if templates >> at & 1]


@lru_cache(maxsize=24)
def grammar(language: str, mode: Mode) -> Grammar:
    """Give the grammar of a language, compiled once."""
    return Grammar(language, mode)
