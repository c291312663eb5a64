// State, and what changes it: the time window, the filters, the layers, the level, the selection, the address.

const FEW = 30; // events for which all is drawn at once, whatever changes

/** @param {State} state @param {Entry} entry */
function isOn(state, entry) {
  return entry.passes && state.map.hasLayer(entry.group.layer);
}

/** @param {State} state @param {Entry} entry */
function isInWindow(state, entry) {
  return entry.from === null || entry.to === null || !state.span || (entry.to >= state.from && entry.from <= state.to);
}

/** @param {State} state */
function findShown(state) {
  for (const entry of state.entries) entry.shown = isInWindow(state, entry) && isOn(state, entry);
  state.shown = state.entries.filter((entry) => entry.shown);
}

// Do something soon, once, however often it is asked for.
/** @param {State} state @param {string} what @param {number} wait milliseconds @param {() => void} act */
function later(state, what, wait, act) {
  window.clearTimeout(state.soon[what]);
  state.soon[what] = window.setTimeout(act, wait);
}

// All but the areas and the time strip, which follow at once.
/** @param {State} state */
function settle(state) {
  countCrowds(state);
  drawAreas(state, false);
  drawRaised(state);
  drawList(state);
  drawReference(state);
  drawNames(state);
}

/** @param {State} state */
function refresh(state) {
  findShown(state);
  if (state.timeline && state.timeline.columns) drawColumns(state, state.timeline);
  drawTimeline(state);
  settle(state);
  later(state, "address", 250, () => writeAddress(state));
}

// The window moves many times a second: where there are many events, what is slow waits for its rest.
/** @param {State} state */
function refreshWindow(state) {
  if (state.entries.length <= FEW) {
    refresh(state);
    return;
  }
  findShown(state);
  byId("count").textContent = countText(state);
  drawTimeline(state);
  drawAreas(state, true);
  later(state, "settle", 180, () => settle(state));
  later(state, "address", 250, () => writeAddress(state));
}

/** @param {State} state @param {Entry | null} entry @param {string} origin "map", "list", "time" or "address" */
function select(state, entry, origin) {
  state.selected = entry;
  drawAreas(state, false);
  drawRaised(state);
  drawTimeline(state);
  markSelected(state);
  drawReference(state);
  drawNames(state);
  later(state, "address", 250, () => writeAddress(state));
  if (!entry) return;
  if (origin !== "map") showOnMap(state, entry);
  if (origin !== "list") showInList(state, entry);
}

/** @param {PageData} data @returns {State} */
function makeState(data) {
  const container = /** @type {HTMLElement} */ (document.querySelector(".folium-map"));
  const groups = makeGroups(data);
  return {
    data: data, map: window[container.id], groups: groups, entries: makeEntries(data, groups), shown: [],
    selected: null, level: 0, span: null, from: 0, to: 0, filters: noFilters(), timeline: null, painter: null,
    reference: L.layerGroup(), raised: L.layerGroup(), soon: {},
  };
}

/** @param {State} state */
function watchLayers(state) {
  state.map.on("layeradd layerremove", (event) => {
    const layer = /** @type {L.LayerEvent} */ (event).layer;
    const group = state.groups.find((candidate) => candidate.layer === layer);
    if (!group) return;
    if (group.tick) group.tick.checked = state.map.hasLayer(layer);
    restack(state);
    refresh(state);
  });
}

/** @param {State} state */
function watchMap(state) {
  if (!state.painter) state.map.on("zoomend", () => drawAreas(state, false));
  watchPointer(state);
  watchSize(state);
  window.addEventListener("hashchange", () => {
    followAddress(state);
    refresh(state);
  });
}

/** @param {State} state */
function followAddress(state) {
  const level = state.level;
  readAddress(state);
  showFilters(state);
  if (state.level !== level) setLevel(state, state.level);
  applyFilters(state);
}

/** @param {State} state */
function drawFirst(state) {
  if (state.data.many) {
    const painter = new Canvas(state);
    state.painter = painter;
    painter.addTo(state.map);
  } else {
    buildAreas(state);
  }
  keepRaised(state);
}

function build() {
  const state = makeState(readData());
  findShown(state);
  buildPanel(state);
  buildTimeline(state);
  drawLevels(state);
  drawLegend(state);
  boundView(state);
  fitFocus(state);
  keepNames(state);
  drawGround(state);
  drawFirst(state);
  watchLayers(state);
  followAddress(state);
  watchMap(state);
  if (state.selected) select(state, state.selected, "address");
}

// The plain page stays if anything goes wrong here.
function start() {
  const root = document.documentElement;
  root.classList.add("scripted");
  try {
    build();
  } catch (error) {
    root.classList.remove("scripted");
    throw error;
  }
}
