// Areas of events as SVG: one polygon each at the level chosen, the largest at the bottom, none with a dot in
// the middle. Colours, dashes and weights are in the style sheet.

const SMALLEST = 12; // pixels; a smaller area gets a ring round it, or nobody would find it

// Leaflet rounds each vertex to a whole pixel, which makes small areas jagged: a false shape of evidence.
const Area = /** @type {new (...options: any[]) => L.Polygon} */ (/** @type {unknown} */ (L.Polygon.extend({
  /** @this {any} @param {any} points @param {any[]} result @param {L.Bounds} bounds */
  _projectLatlngs: function (points, result, bounds) {
    if (!(points[0] instanceof L.LatLng)) {
      points.forEach((/** @type {any} */ part) => this._projectLatlngs(part, result, bounds));
      return;
    }
    const origin = this._map.getPixelOrigin();
    const ring = points.map((/** @type {L.LatLng} */ point) => this._map.project(point).subtract(origin));
    ring.forEach((/** @type {L.Point} */ point) => bounds.extend(point));
    result.push(ring);
  },
})));

/** @param {Entry} entry */
function areaName(entry) {
  return entry.number + " · " + entry.when + (entry.place ? " · " + entry.place : "");
}

// Keyboard and screen reader: an area is a button, where there are few; of many, the list is the quicker way.
/** @param {State} state @param {Entry} entry @param {L.Path} layer */
function makeReachable(state, entry, layer) {
  const path = layer.getElement();
  if (!path) return;
  path.setAttribute("tabindex", state.entries.length <= FEW ? "0" : "-1");
  path.setAttribute("role", "button");
  path.setAttribute("aria-label", "Area of " + entry.number + ", " + entry.when + ", " + entry.place);
  path.addEventListener("keydown", (event) => {
    const key = /** @type {KeyboardEvent} */ (event).key;
    if (key !== "Enter" && key !== " ") return;
    event.preventDefault();
    select(state, entry, "map");
  });
}

/** @param {State} state @param {Entry} entry */
function makeArea(state, entry) {
  const classes = groupClass(entry) + " " + (entry.grade || "ungraded");
  const options = { className: "area " + classes, smoothFactor: 0, weight: 2 };
  const area = new Area(shapeOf(regionAt(entry, state.level), state.data.finest), options);
  area.on("add", () => {
    makeReachable(state, entry, area);
    markArea(state, entry);
  });
  const ring = { className: "ring " + classes, radius: 9, weight: 2, fill: false, interactive: false };
  entry.area = area;
  entry.ring = L.circleMarker(/** @type {L.LatLngBounds} */ (entry.bounds).getCenter(), ring);
}

/** @param {State} state */
function buildAreas(state) {
  const placed = stacked(state.entries.filter((entry) => entry.bounds));
  for (const entry of placed) makeArea(state, entry);
  for (const entry of placed) {
    if (entry.area) entry.group.layer.addLayer(entry.area);
    if (entry.ring) entry.group.layer.addLayer(entry.ring);
  }
}

// Campaigns below all strikes, then the largest first, so that nothing is buried.
/** @param {Entry[]} entries */
function stacked(entries) {
  const rank = (/** @type {Entry} */ entry) => (entry.group.campaign ? 1e9 : 0) + entry.size;
  return entries.sort((a, b) => rank(b) - rank(a));
}

/** @param {L.Map} map @param {L.LatLngBounds} bounds */
function pixelSize(map, bounds) {
  const from = map.project(bounds.getNorthWest());
  const to = map.project(bounds.getSouthEast());
  return Math.max(to.x - from.x, to.y - from.y);
}

/** @param {State} state @param {Entry} entry */
function markArea(state, entry) {
  const path = /** @type {SVGElement | undefined} */ (entry.area && entry.area.getElement());
  if (path) {
    path.classList.toggle("hidden", !entry.shown);
    path.classList.toggle("crowded", entry.crowd >= CROWD);
    path.style.setProperty("--fill", (fillOf(entry) * inkOf(state)).toFixed(4));
    path.setAttribute("aria-pressed", String(entry === state.selected));
  }
  const ring = entry.ring && entry.ring.getElement();
  const bounds = entry.area && entry.area.getBounds();
  if (ring && bounds) ring.classList.toggle("hidden", !entry.shown || pixelSize(state.map, bounds) >= SMALLEST);
}

// A layer that was switched off comes back on top of all: stack anew.
/** @param {State} state */
function restack(state) {
  if (state.painter) return;
  for (const entry of stacked(state.entries.filter((one) => one.area && state.map.hasLayer(one.group.layer)))) {
    if (entry.area) entry.area.bringToFront();
  }
}

/** @param {State} state @param {boolean} quick */
function drawAreas(state, quick) {
  state.map.getContainer().classList.toggle("choosing", isRaised(state));
  if (state.painter) state.painter.paint(quick);
  else state.entries.forEach((entry) => markArea(state, entry));
}

/** @param {State} state */
function isRaised(state) {
  return Boolean(state.selected && state.selected.shown && state.selected.bounds);
}

// How strongly areas are drawn: less where one of them is raised. Lines are in the style sheet.
/** @param {State} state */
function inkOf(state) {
  return isRaised(state) ? 0.45 : 1;
}

// The chosen area once more, above all others, which step back (see the style sheet).
/** @param {State} state */
function drawRaised(state) {
  state.raised.clearLayers();
  const entry = state.selected;
  if (!entry || !isRaised(state)) return;
  const common = { pane: "raised", interactive: false, smoothFactor: 0, weight: 4 };
  const classes = groupClass(entry) + " " + (entry.grade || "ungraded");
  const shape = shapeOf(regionAt(entry, state.level), state.data.finest);
  const tiny = pixelSize(state.map, boundsOf(regionAt(entry, state.level), state.data.finest)) < SMALLEST;
  for (const name of ["raised-edge ", "raised "]) {
    const options = Object.assign({ className: name + classes }, common);
    const middle = /** @type {L.LatLngBounds} */ (entry.bounds).getCenter();
    state.raised.addLayer(tiny ? L.circleMarker(middle, Object.assign({ radius: 9 }, options)) : new Area(shape, options));
  }
}

/** @param {State} state */
function keepRaised(state) {
  state.map.createPane("raised").style.zIndex = "420";
  state.raised.addTo(state.map);
  state.reference.addTo(state.map);
  state.map.on("zoomend", () => drawRaised(state));
}

/** @param {State} state @param {number} level its number */
function setLevel(state, level) {
  state.level = level;
  for (const entry of state.entries) {
    if (entry.area) entry.area.setLatLngs(shapeOf(regionAt(entry, level), state.data.finest));
    delete entry.card;
  }
  showLevel(state);
  refresh(state);
}

/** @param {State} state @param {Entry} entry */
function showOnMap(state, entry) {
  if (!entry.bounds) return;
  const small = pixelSize(state.map, entry.bounds) < 60;
  if (state.map.getBounds().contains(entry.bounds) && !small) return;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  state.map.fitBounds(entry.bounds.pad(1.2), { maxZoom: 11, animate: !calm });
}
