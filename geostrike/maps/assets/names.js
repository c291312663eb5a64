// Every name on the map, laid out anew at each view so that no two touch.

const ruler = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));

/** @typedef {{map: L.Map, pane: HTMLElement, room: L.Point, taken: Box[]}} Names */

/** @param {string} text @param {number} size @param {number} weight */
function widthOf(text, size, weight) {
  ruler.font = weight + " " + size + "px " + getComputedStyle(document.body).fontFamily;
  return ruler.measureText(text).width + 2;
}

// Boxes that are taken, in pixels of the map's container.
/** @param {L.Map} map @returns {Box[]} */
function takenByControls(map) {
  const frame = map.getContainer().getBoundingClientRect();
  return [...document.querySelectorAll("#stage .leaflet-control")].map((control) => {
    const box = control.getBoundingClientRect();
    return [box.left - frame.left, box.top - frame.top, box.right - frame.left, box.bottom - frame.top];
  });
}

/** @param {Box} box @param {Box[]} taken */
function isFree(box, taken) {
  return taken.every((other) => box[0] >= other[2] || box[2] <= other[0] || box[1] >= other[3] || box[3] <= other[1]);
}

// Put a text at the first spot [left, middle] that is free and in sight; say whether there was one.
/**
 * @param {Names} names @param {string} text @param {number} size @param {number} width
 * @param {[number, number][]} spots @param {string} className
 */
function placeName(names, text, size, width, spots, className) {
  for (const [left, middle] of spots) {
    /** @type {Box} */
    const box = [left, middle - size * 0.65, left + width, middle + size * 0.65];
    const inSight = left >= 0 && box[1] >= 0 && box[2] <= names.room.x && box[3] <= names.room.y;
    if (!inSight || !isFree(box, names.taken)) continue;
    names.taken.push(box);
    const label = element("bdi", className, text);
    const at = names.map.containerPointToLayerPoint([left, middle]);
    L.DomUtil.setPosition(label, L.point(Math.round(at.x), Math.round(at.y - size * 0.65)));
    label.style.fontSize = size + "px";
    names.pane.appendChild(label);
    return true;
  }
  return false;
}

/** @param {State} state @param {Entry} entry @returns {Box} in pixels of the map's container */
function containerBox(state, entry) {
  const { box } = projected(entry, state.level, state.data.finest);
  const scale = 256 * 2 ** state.map.getZoom();
  const { x, y } = /** @type {L.Point} */ (state.map.getPixelBounds().min);
  return [box[0] * scale - x, box[1] * scale - y, box[2] * scale - x, box[3] * scale - y];
}

/** @param {Box} outer @param {Box} inner */
function holds(outer, inner) {
  return outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];
}

// Beside, below or above an area, where the name stays clear of other areas.
/** @param {Box} box @param {number} width @param {Box[]} others */
function spotsOutside(box, width, others) {
  const [left, top, right, bottom] = box;
  const x = (left + right) / 2 - width / 2;
  const y = (top + bottom) / 2;
  /** @type {[number, number][]} */
  const spots = [[right + 5, y], [left - 5 - width, y], [x, bottom + 12], [x, top - 12]];
  return spots.filter(([at, middle]) => isFree([at, middle - 9, at + width, middle + 9], others));
}

// A position well inside an area: the middle of its widest stretch, at half its height, in its largest part.
/** @param {State} state @param {Entry} entry @returns {L.LatLngTuple} */
function heartOf(state, entry) {
  const shape = shapeOf(regionAt(entry, state.level), state.data.finest);
  const rings = shape.sort((a, b) => b[0].length - a[0].length)[0];
  const heights = rings[0].map((point) => point[0]);
  const lat = (Math.min(...heights) + Math.max(...heights)) / 2 + 1e-7;
  const crossings = rings.flatMap((ring) => ring.flatMap((point, index) => {
    const next = ring[(index + 1) % ring.length];
    if (point[0] > lat === next[0] > lat) return [];
    return [point[1] + ((lat - point[0]) / (next[0] - point[0])) * (next[1] - point[1])];
  })).sort((a, b) => a - b);
  let widest = 0;
  for (let at = 2; at + 1 < crossings.length; at += 2) {
    if (crossings[at + 1] - crossings[at] > crossings[widest + 1] - crossings[widest]) widest = at;
  }
  return [lat, (crossings[widest] + crossings[widest + 1]) / 2];
}

const MOST_NAMES = 120;
const PILE = 24; // pixels; areas whose middles are nearer than this are named together
const PILED = 3; // from so many on

/** @typedef {{entries: Entry[], box: Box, middle: [number, number]}} Pile */

/** @param {State} state @param {Entry} entry @returns {Pile} */
function pileOf(state, entry) {
  const box = containerBox(state, entry);
  return { entries: [entry], box: box, middle: [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] };
}

// Areas that lie on one another as one pile under the smallest; the others, and the chosen one, by themselves.
/** @param {State} state @param {Entry[]} entries the smallest first @returns {Pile[]} */
function pilesOf(state, entries) {
  /** @type {Pile[]} */
  const piles = [];
  for (const one of entries.filter((entry) => entry !== state.selected).map((entry) => pileOf(state, entry))) {
    const near = piles.find((pile) => Math.hypot(pile.middle[0] - one.middle[0], pile.middle[1] - one.middle[1]) < PILE);
    if (near) near.entries.push(...one.entries);
    else piles.push(one);
  }
  const apart = piles.flatMap((pile) => (isPiled(pile) ? [pile] : pile.entries.map((entry) => pileOf(state, entry))));
  return entries.filter((entry) => entry === state.selected).map((entry) => pileOf(state, entry)).concat(apart);
}

/** @param {Pile} pile */
function isPiled(pile) {
  return pile.entries.length >= PILED;
}

// Name areas: the chosen one, then piles, the largest first, then the smallest.
/** @param {Names} names @param {State} state */
function nameAreas(names, state) {
  const view = state.map.getBounds();
  const inView = state.shown.filter((entry) => entry.bounds && view.intersects(entry.bounds)).sort((a, b) => a.size - b.size);
  const all = pilesOf(state, inView);
  const tooMany = state.data.many && all.length > MOST_NAMES;
  const rank = (/** @type {Pile} */ pile) => (pile.entries[0] === state.selected ? Infinity : pile.entries.length);
  const named = (tooMany ? all.filter((pile) => rank(pile) >= PILED) : all).sort((a, b) => rank(b) - rank(a)).slice(0, MOST_NAMES);
  const boxes = named.map((pile) => pile.box);
  for (const pile of named) {
    if (isPiled(pile)) namePile(names, pile);
    else nameArea(names, state, pile, boxes);
  }
}

// How many areas there are, beside their middle.
/** @param {Names} names @param {Pile} pile */
function namePile(names, pile) {
  const [x, y] = pile.middle;
  const [first] = pile.entries;
  const alike = pile.entries.every((entry) => entry.group === first.group);
  const text = plural(pile.entries.length, "area");
  const width = widthOf(text, 13.5, 700);
  const spots = spotsOutside([x - 16, y - 16, x + 16, y + 16], width, []);
  for (const below of [-24, 24, -44, 44]) spots.push([x + 12, y + below], [x - 12 - width, y + below]);
  placeName(names, text, 13.5, width, spots, "area-name " + (alike ? groupClass(first) : "ink"));
}

// An area's number and date, or in a crowd its number alone.
/** @param {Names} names @param {State} state @param {Pile} pile of one @param {Box[]} boxes of all that are named */
function nameArea(names, state, pile, boxes) {
  const { box, entries: [entry] } = pile;
  const others = boxes.filter((other) => !holds(other, box));
  const heart = state.map.latLngToContainerPoint(heartOf(state, entry));
  // Beside an area of which only a part is in sight, a name would stand anywhere.
  const whole = state.map.getBounds().contains(/** @type {L.LatLngBounds} */ (entry.bounds));
  for (const text of [entry.number + " · " + entry.when, entry.number]) {
    const width = widthOf(text, 13.5, 700);
    const fits = box[2] - box[0] > width && box[3] - box[1] > 26;
    const spots = whole ? spotsOutside(box, width, others) : [];
    if (fits) spots.unshift([heart.x - width / 2, heart.y]);
    if (placeName(names, text, 13.5, width, spots, "area-name " + groupClass(entry))) return;
  }
}

/** @param {Names} names @param {[string, number, number, number]} town */
function nameTown(names, town) {
  const at = names.map.latLngToContainerPoint([town[2], town[1]]);
  if (at.x < 0 || at.y < 0 || at.x > names.room.x || at.y > names.room.y) return false;
  /** @type {Box} */
  const dotBox = [at.x - 4, at.y - 4, at.x + 4, at.y + 4];
  if (!isFree(dotBox, names.taken)) return false;
  const size = town[3] ? 14 : 12;
  const width = widthOf(town[0], size, town[3] ? 700 : 400);
  /** @type {[number, number][]} */
  const spots = [[at.x + 6, at.y], [at.x - 6 - width, at.y], [at.x - width / 2, at.y - 12], [at.x - width / 2, at.y + 12]];
  if (!placeName(names, town[0], size, width, spots, town[3] ? "town key" : "town")) return false;
  const dot = element("i", town[3] ? "dot key" : "dot");
  L.DomUtil.setPosition(dot, names.map.containerPointToLayerPoint(at).round());
  names.taken.push(dotBox);
  names.pane.appendChild(dot);
  return true;
}

// Towns that events refer to, then areas, then other towns.
/** @param {State} state */
function drawNames(state) {
  const pane = /** @type {HTMLElement} */ (state.map.getPane("names"));
  pane.textContent = "";
  const names = { map: state.map, pane: pane, room: state.map.getSize(), taken: takenByControls(state.map) };
  nameReference(names, state);
  const towns = state.data.ground.towns;
  towns.filter((town) => town[3]).forEach((town) => nameTown(names, town));
  nameAreas(names, state);
  let left = Math.round((names.room.x * names.room.y) / 26000);
  for (const town of towns) {
    if (left > 0 && !town[3] && nameTown(names, town)) left -= 1;
  }
}

/** @param {State} state */
function keepNames(state) {
  const pane = state.map.createPane("names");
  pane.style.zIndex = "450";
  pane.style.pointerEvents = "none";
  state.map.on("zoomstart", () => pane.classList.add("moving"));
  state.map.on("zoomend moveend resize", () => {
    pane.classList.remove("moving");
    drawNames(state);
  });
}
