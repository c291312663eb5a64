// The address after # holds window, level, selection, filters and hidden layers, so that a link or a reload
// shows the same.

/** @param {State} state */
function writeAddress(state) {
  const { span, filters, selected, data } = state;
  const parts = [];
  if (span && (state.from !== span.first || state.to !== span.last)) parts.push("t=" + isoDay(state.from) + "_" + isoDay(state.to));
  if (state.level > 0) parts.push("l=" + Math.round(data.levels[state.level] * 100));
  for (const name of FILTERS) if (filters[name]) parts.push(name + "=" + encodeURIComponent(filters[name]));
  const hidden = state.groups.filter((group) => !state.map.hasLayer(group.layer)).map((group) => group.key);
  if (hidden.length) parts.push("hide=" + hidden.map(encodeURIComponent).join("."));
  if (selected) parts.push("e=" + encodeURIComponent(selected.id));
  try {
    window.history.replaceState(null, "", parts.length ? "#" + parts.join("&") : "#");
  } catch (error) {
    // A notebook's frame has no address of its own; the map works without.
  }
}

/** @param {State} state */
function readAddress(state) {
  const fields = new URLSearchParams(window.location.hash.slice(1));
  const days = /^(\d{4}-\d{2}-\d{2})_(\d{4}-\d{2}-\d{2})$/.exec(fields.get("t") || "");
  const { span } = state;
  if (days && span) {
    const within = (/** @type {string} */ day) => Math.min(Math.max(dayNumber(day), span.first), span.last);
    state.from = within(days[1]);
    state.to = Math.max(state.from, within(days[2]));
  }
  const level = state.data.levels.findIndex((share) => String(Math.round(share * 100)) === fields.get("l"));
  state.level = Math.max(0, level);
  for (const name of FILTERS) state.filters[name] = (fields.get(name) || "").slice(0, 200);
  const hidden = (fields.get("hide") || "").split(".");
  for (const group of state.groups) {
    const wanted = !hidden.includes(group.key);
    if (wanted !== state.map.hasLayer(group.layer)) state.map[wanted ? "addLayer" : "removeLayer"](group.layer);
  }
  const wanted = fields.get("e");
  state.selected = (wanted && state.entries.find((entry) => entry.id === wanted)) || null;
}
