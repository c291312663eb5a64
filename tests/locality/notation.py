"""Expressions in one line each, as the corpora of the languages write them; see docs/languages.md."""

from geostrike.model import (
    AllOf,
    AlongRoad,
    AnyOf,
    Between,
    Border,
    Coordinates,
    DistanceOnly,
    Feature,
    HeadingOnly,
    Near,
    Offset,
    Offshore,
    Orthogonal,
    Part,
    Portion,
    Route,
    Unparsed,
)


def place(toponym):
    if toponym is None:
        return "-"
    return "<".join((toponym.name or "?", *toponym.within)) + ("*" if toponym.anaphoric else "")


def distance(stated):
    number = f"{stated.low:.4g}" + (f"-{stated.high:.4g}" if stated.is_range else "")
    words = [str(stated.hedge), number, str(stated.unit)]
    if stated.also is not None:
        words += ["=", distance(stated.also)]
    return " ".join(word for word in words if word)


def heading(stated):
    return f"{stated.azimuth_deg:g}/{stated.points}" + (" due" if stated.due else "")


def write(locality):  # noqa: C901, PLR0912 - one line for each kind
    kind = str(locality.kind) if locality else ""
    match locality:
        case Unparsed():
            return "nothing"
        case Feature(name, None):
            inside = [place(name)]
        case Feature(name, clue):
            inside = [place(name), write(clue)]
        case Offset(name, far, way, route):
            inside = [place(name), distance(far), heading(way)] + ["by road"] * (route is Route.ROAD)
        case DistanceOnly(name, far, route):
            inside = [place(name), distance(far)] + ["by road"] * (route is Route.ROAD)
        case HeadingOnly(name, way):
            inside = [place(name), heading(way)]
        case Near(name, proximity):
            kind, inside = str(proximity), [place(name)]
        case Between(name, other, fraction):
            inside = [place(name), place(other)] + ([] if fraction is None else [f"{fraction:.2g}"])
        case AlongRoad(name, other, far):
            inside = [place(name), place(other)] + ([] if far is None else [distance(far)])
        case Orthogonal(name, legs):
            inside = [place(name), *(f"{distance(leg.distance)} {heading(leg.heading)}" for leg in legs)]
        case Part(name, way, portion):
            inside = [place(name), "centre" if way is None else heading(way)]
            inside += ["outskirts"] * (portion is Portion.OUTSKIRTS)
        case Border(name, other):
            inside = [place(name), place(other)]
        case Offshore(name, far, way):
            inside = [place(name)] + ([] if far is None else [distance(far)]) + ([] if way is None else [heading(way)])
        case AllOf(parts) | AnyOf(parts):
            return f"{kind}({'; '.join(write(part) for part in parts)})"
        case Coordinates():
            inside = [f"{locality.lon:.4f}", f"{locality.lat:.4f}", f"{locality.precision_m:.0f} m", locality.notation]
            inside += ["swapped"] * locality.swapped
    return f"{kind}({', '.join(inside)})"
