"""What was done that tells of a strike: the patterns of its verbs."""

from __future__ import annotations

from functools import cache

from geostrike.reports.strikes import subjects
from geostrike.reports.text.anchors import Anchored, FirstOf, openers
from geostrike.reports.text.vocabulary import IN_CLAUSE, IN_PHRASE, Vocabulary, word

_SOME = rf"(?:{IN_CLAUSE}\s)"
"""A pattern of a word within a clause, with the space behind it."""


@cache
def verbs(words: Vocabulary) -> FirstOf:
    """Return the pattern of what was done: by an aircraft or weapon, a force, a strike, anybody, or to something."""
    # "Struck a deal", "fired a missile into the sea".
    aimed = rf"(?:{words.either('strike.aimed')}\s)?(?:{words.either('function.articles')}\s)?"
    # "Bombarded with questions".
    figure = (
        rf"{words.either('function.with')}\s(?:[\w-]{{2,14}}\s){{0,2}}?{words.either('strike.figures', plural=True)}"
    )
    # "Crashed into the Black Sea", but not "hit Black Sea ports".
    ends = rf"(?=\s?[.,;)]|\s{words.either('function.circumstances')}\s)"
    sea = rf"{aimed}[\w-]{{2,12}}\s{words.either('strike.seas')}{ends}"
    bare = rf"(?:{aimed}{words.either('strike.bare_objects', 'strike.empty_aims')}|{sea}|{figure})"
    ways = (*_active(words), *_by_anybody(words), *_passive(words))
    return FirstOf(
        *(Anchored(word(rf"(?P<at>{way})(?!\s{bare})"), openers(words, *first, plural=True)) for way, first in ways)
    )


_Way = tuple[str, tuple[str, ...]]
"""A pattern of a deed, and the paths of the lists of words that it begins with."""


def _active(words: Vocabulary) -> tuple[_Way, ...]:
    """Return what a subject that can strike does: "jets struck", "Russia bombed", "an air raid hit"."""
    hits, kills = words.either("strike.verbs"), words.either("strike.kills")
    between, drop, raids = subjects.between(words), _releasing(words), _conducting(words, "strike.loose")
    that = rf"(?:\s{words.either('function.that')})?"  # "the missile that hit the barracks"
    # "Typhoons used guided bombs to hit a mortar team".
    used = rf"{words.either('strike.used')}\s{_SOME}{{0,8}}?{words.either('strike.to_strike')}"
    # "Jets crossed the border on Tuesday and bombed": what they did before.
    deed = rf"(?:\s{IN_CLAUSE}){{2,9}}\s{words.either('function.and')}"
    crossed = rf"{deed}\s{words.either('strike.bombing_verbs', 'strike.fired_on')}"
    # Not "jets of the coalition were ready to hit", "bombers from Egypt may hit".
    unreal = words.words("modality.infinitive", "modality.modal", "modality.negation")
    real = "".join(rf"(?<!\s{each}\s)" for each in unreal)
    flew = rf"{that}{between}\s{real}(?:{hits}|{kills}|{words.either('strike.fired_on')}|{drop}|{raids}|{used})"
    crafts = ("means.aircraft", "strike.weapons", "means.singular_forces")
    named, owners = ("strike.nouns", "strike.hitting_nouns"), ("actors.states", "actors.demonyms", "actors.named")
    # An operation or assault of theirs may be one on the ground.
    conducted = _conducting(words, "strike.of_forces")
    # "Forces loyal to the general have bombed": whoever they are.
    anybodys = (
        rf"{words.either('actors.forces')}{subjects.whose(words)}{between}\s{real}{words.either('strike.bombed')}"
    )
    struck = words.either("strike.bombing_verbs")
    # "A Russian bomb destroyed": without its owner a bomb may be anybody's.
    bombs = rf"{words.either(*owners)}\.?\s(?:[\w-]{{2,14}}\s){{0,2}}{words.either('strike.bombs', plural=True)}"
    bombed = rf"{bombs}{that}{between}\s(?:{hits}|{kills}|{words.either('strike.strays')})"
    # "The army said it had hit a base".
    it, adverbs = words.either("function.it"), words.either("strike.adverbs")
    itself = rf"{words.either('actors.said')}\s{_SOME}{{0,4}}?{it}\s(?:{adverbs}\s){{0,2}}"
    said = rf"{itself}\"?(?:{struck}|{_ruining(words)})"
    forces = rf"{subjects.forces(words)}{between}\s(?:{struck}|{conducted}|{drop}|{_ruining(words)}|{said})"
    return (
        (f"{subjects.crafts(words)}{crossed}|{subjects.crafts(words)}{flew}", crafts),
        (f"{forces}|{bombed}|{anybodys}", (*owners, "actors.bodies", "actors.forces")),
        (rf"{words.either(*named, plural=True)}{between}\s{hits}", named),
    )


def _by_anybody(words: Vocabulary) -> tuple[_Way, ...]:
    """Return what is a strike whoever does it: "shelled", "dropped bombs", "fired a missile at"."""
    bombs = words.either("nouns.munitions", plural=True)
    aimed = words.either("strike.guided", plural=True)
    nowhere = rf"\s(?:{words.either('function.articles')}\s)?{words.either('strike.empty_aims')}"
    hit_with = rf"{words.either('strike.verbs')}\s{_SOME}{{1,8}}?{words.either('function.with')}"
    dropped = words.either("function.dropped")
    # "The targeting on Monday of a clinic by warplanes"; "accused the army of bombing a port".
    nouns, of, by = words.either("strike.struck_nouns"), words.either("function.of"), words.either("actors.agent")
    by_craft = rf"{nouns}(?:\s{IN_PHRASE}){{1,12}}?\s{by}\s{_SOME}{{0,4}}{subjects.craft(words)}"
    whom = rf"{_SOME}{{0,3}}{subjects.forces(words)}\s{_SOME}{{0,4}}?"
    accused = rf"{words.either('strike.accused')}\s{whom}{of}\s{nouns}"
    ways = (
        words.either("strike.always"),
        rf"{words.either('strike.continued')}\s{words.either('strike.ongoing')}",
        rf"{dropped}\s(?:\"?{_SOME}){{0,4}}\"?{bombs}",
        rf"{bombs},?\s{dropped}\s{words.either('strike.aimed')}(?!{nowhere})",
        rf"{words.either('strike.fired')}\s{_SOME}{{0,6}}{aimed}\s{words.either('strike.aimed')}(?!{nowhere})",
        rf"{words.either('strike.verbs')}\s{_SOME}{{0,6}}?{words.either('strike.from_air')}",
        rf"{hit_with}\s{_SOME}{{0,3}}(?:{subjects.craft(words)}|{bombs})",
        subjects.sending(words),
        by_craft,
        accused,
    )
    doing = ("strike.always", "strike.continued", "function.dropped", "strike.fired", "strike.verbs", "strike.used")
    first = (*doing, "nouns.munitions", "strike.struck_nouns", "strike.accused")
    return (("|".join(ways), first),)


def _passive(words: Vocabulary) -> tuple[_Way, ...]:
    """Return what was done to something: "a convoy was hit by warplanes", "bombs were dropped", "a school was hit"."""
    was = rf"(?:{words.either('function.have')}\s)?{words.either('function.was')}"
    by_craft = _by_craft(words)
    # "A truck was targeted by Turkish armed forces".
    army = rf"{subjects.owners(words)}\.?(?:\s[\w-]{{2,14}}){{0,2}}?\s{words.either('actors.followers')}"
    by_army = rf"{words.either('strike.bombing_verbs')}\s{words.either('actors.agent')}\s{_SOME}{{0,1}}?{army}"
    bombed = rf"(?:[\w-]{{2,14}}\s)?(?:{words.either('strike.bombed')}{_by_no_other(words)}|{by_army})"
    return (
        _befallen(words, was, by_craft),
        (rf"{was}\s(?:{by_craft}|{bombed})", ("function.have", "function.was")),
        (_slain(words), ("strike.kills",)),
    )


def _befallen(words: Vocabulary, was: str, by_craft: str) -> _Way:
    """Return what befell bombs and things: "bombs were dropped", "the village came under fire", "a camp was hit"."""
    things, bombs = ("nouns.sites", "nouns.vehicles"), ("strike.bombs", "strike.guided")
    dropped = rf"{words.either(*bombs, plural=True)}\s{was}\s{words.either('strike.released')}"
    links = words.either("deeds.links")
    under = rf"{words.either('strike.came_under')}\s{_SOME}{{0,4}}{links}\s{_SOME}{{0,3}}{_craft(words)}"
    arms = words.either("strike.bombs", "strike.weapons", plural=True)
    barrage = rf"{words.either('strike.under')}\s{_SOME}{{1,5}}?{arms}"
    # "A camp near Laiza, about 5 km from the border, was hit"; not "for fear of being hit".
    struck = rf"{words.either(*things, plural=True)}(?:\s{IN_PHRASE}){{0,8}}?{subjects.ASIDE}"
    been = rf"(?!{words.either('function.under_way')}\s){was}"
    hit = rf"{struck}\s{been}\s(?:[\w-]{{2,14}}\s)?{words.either('strike.bombing_verbs')}{_by_no_other(words)}"
    # "The camps, hit late on Wednesday, lay 45 km from Sirte".
    then = words.either("function.on", "calendar.words.late", "calendar.words.early", "calendar.words.last_night")
    aside_hit = rf"{words.either(*things, plural=True)},\s{words.either('strike.bombing_verbs')}(?=\s{then}\s)"
    # "A camp bombed on Monday by jets".
    shattered = rf"{words.either(*things, plural=True)}\s{by_craft}"
    return (
        f"{dropped}|{under}|{barrage}|{hit}|{aside_hit}|{shattered}",
        (*bombs, *things, "strike.came_under", "strike.under"),
    )


def _craft(words: Vocabulary) -> str:
    return rf"(?:{subjects.craft(words)}|{words.either('means.singular_forces')})"


def _by_craft(words: Vocabulary) -> str:
    """Return a pattern of what aircraft did: "hit on Monday by what officials say was probably a U.S. drone"."""
    hits, kills, by = words.either("strike.verbs"), words.either("strike.kills"), words.either("function.of_or_in")
    thought = rf"(?:{words.either('actors.thought')}\s{_SOME}{{1,6}}?{words.either('function.was')}\s)?"
    far = rf"(?:\s{IN_PHRASE}){{0,6}}?{subjects.ASIDE}"
    return rf"(?:{hits}|{kills}){far}\s{by}\s{thought}{_SOME}{{0,4}}{_craft(words)}"


def _by_no_other(words: Vocabulary) -> str:
    """Return a pattern that no striker follows who can be none: "was hit by a lorry"."""
    forces = words.either("actors.named", "actors.forces")
    bombs = words.either("strike.bombs", plural=True)
    strikers = rf"(?:{_craft(words)}|{subjects.owners(words)}|{forces}|{bombs})"
    return rf"(?!\s{words.either('actors.by')}\s(?!{_SOME}{{0,4}}{strikers}))"


def _slain(words: Vocabulary) -> str:
    """Return a pattern of people killed by arms from the air: "killed by a Russian bomb"."""
    by = rf"{words.either('actors.by')}\s(?:{words.either('function.articles')}\s)?"
    bombs = words.either("strike.bombs", plural=True)
    theirs = rf"{subjects.owners(words)}\.?\s(?:[\w-]{{2,14}}\s)?{bombs}"
    return rf"{words.either('strike.kills')}\s{by}(?:{theirs}|(?:[\w-]{{2,14}}\s){{0,2}}?{_craft(words)})"


def _releasing(words: Vocabulary) -> str:
    """Return a pattern of letting weapons go: "launched drones at Kyiv", 'dropped 20 "barrel bombs"'."""
    swarm = rf"{words.either('means.aircraft', plural=True)}\s{words.either('strike.aimed')}"
    bombs = words.either("nouns.munitions", plural=True)
    return rf"{words.either('strike.released')}(?:\s\"?{IN_CLAUSE}){{0,4}}\s\"?(?:{bombs}|{swarm})"


def _ruining(words: Vocabulary) -> str:
    """Return a pattern of destroying what is destroyed from afar: "eliminated a Houthi radar"."""
    some = rf"\s{_SOME}{{0,8}}?"
    return rf"{words.either('strike.knocked_out')}{some}{words.either('strike.far_targets', plural=True)}"


def _conducting(words: Vocabulary, names: str) -> str:
    """Return a pattern of doing a strike by one of its names: "conducted two precision strikes"; no campaign."""
    named = rf"{words.either(names, plural=True)}(?!\s{words.either('strike.spans')})"
    return rf"{words.either('strike.conducted')}\s{_SOME}{{0,4}}{named}"


@cache
def headline_verb(words: Vocabulary) -> Anchored:
    """Return the pattern of a headline's present tense: "US bombers target ISIS camps"."""
    owned = ("actors.states", "actors.demonyms", "actors.named", "actors.bodies")
    owners = words.either(*owned)
    subject = rf"(?:{owners}\.?|{words.either('actors.forces')}|{words.either('means.aircraft', plural=True)})"
    pattern = word(rf"(?P<at>{subject}(?:\s{IN_CLAUSE}){{0,2}}\s{words.either('strike.headline')})")
    first = openers(words, *owned, "actors.forces", "means.aircraft", plural=True)
    return Anchored(pattern, first, needs=openers(words, "strike.headline"))
