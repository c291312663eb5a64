// State, and what changes it: the time window, the layers, the selection, the address.

function isShown(entry, state) {
  if (!state.map.hasLayer(state.groups[entry.group].layer)) return false;
  return !entry.start || !state.span || (entry.to >= state.from && entry.from <= state.to);
}

function refresh(state) {
  for (const entry of state.entries) entry.shown = isShown(entry, state);
  drawAreas(state);
  drawCards(state);
  drawTimeline(state);
  markSelected(state);
  drawNames(state);
  writeAddress(state);
}

function select(state, id, origin) {
  state.selected = id;
  refresh(state);
  const entry = state.entries.find((candidate) => candidate.id === id);
  if (!entry) return;
  if (origin !== "map") showOnMap(state, entry);
  if (origin !== "list" && entry.card && entry.card.isConnected) entry.card.scrollIntoView({ block: "nearest" });
}

// The address after # holds window and selection, so that a link or a reload shows the same.
function writeAddress(state) {
  const parts = [];
  if (state.span && (state.from !== state.span.first || state.to !== state.span.last)) {
    parts.push("t=" + isoDay(state.from) + "_" + isoDay(state.to));
  }
  if (state.selected) parts.push("e=" + encodeURIComponent(state.selected));
  try {
    window.history.replaceState(null, "", parts.length ? "#" + parts.join("&") : "#");
  } catch (error) {
    // A notebook's frame has no address of its own; the map works without.
  }
}

function readAddress(state) {
  const fields = new URLSearchParams(window.location.hash.slice(1));
  const days = /^(\d{4}-\d{2}-\d{2})_(\d{4}-\d{2}-\d{2})$/.exec(fields.get("t") || "");
  if (days && state.span) {
    const within = (day) => Math.min(Math.max(day, state.span.first), state.span.last);
    state.from = within(dayNumber(days[1]));
    state.to = Math.max(state.from, within(dayNumber(days[2])));
  }
  const wanted = fields.get("e");
  if (wanted && state.entries.some((entry) => entry.id === wanted)) state.selected = wanted;
}

function makeState(data) {
  const container = document.querySelector(".folium-map");
  const state = { data: data, entries: data.entries, groups: {}, map: window[container.id], selected: null };
  for (const group of data.groups) {
    group.layer = window["feature_group_" + group.key];
    state.groups[group.key] = group;
  }
  for (const entry of state.entries) {
    if (!entry.start) continue;
    entry.from = dayNumber(entry.start);
    entry.to = dayNumber(entry.end);
  }
  return state;
}

function watchLayers(state) {
  state.map.on("layeradd layerremove", (event) => {
    const group = state.data.groups.find((candidate) => candidate.layer === event.layer);
    if (!group) return;
    if (group.tick) group.tick.checked = state.map.hasLayer(group.layer);
    refresh(state);
  });
}

function watchMap(state) {
  state.map.on("zoomend", () => drawAreas(state));
  state.map.on("click", () => select(state, null, "map"));
  state.map.on("resize", () => boundView(state.map, state.data));
  window.addEventListener("hashchange", () => {
    readAddress(state);
    refresh(state);
  });
}

function build() {
  const state = makeState(readData());
  state.map.invalidateSize({ animate: false });
  drawGround(state.map, state.data);
  keepNames(state);
  state.entries.forEach((entry) => makeArea(entry, state));
  buildPanel(state);
  buildTimeline(state);
  drawLegend(state);
  state.map.invalidateSize({ animate: false });
  boundView(state.map, state.data);
  fitFocus(state.map, state.data);
  watchLayers(state);
  watchMap(state);
  readAddress(state);
  refresh(state);
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
