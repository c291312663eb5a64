// Data and links out of the page: CSV and GeoJSON of what is shown, and an address of this very view.

// Spreadsheets run cells that start with these signs as formulas.
/** @param {string} text */
function csvCell(text) {
  const safe = /^[\s\u00a0\ufeff]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(text) ? "'" + text : text;
  return '"' + safe.replace(/"/g, '""') + '"';
}

/** @param {Entry} entry */
function isoDays(entry) {
  return { from: entry.from === null ? null : isoDay(entry.from), to: entry.to === null ? null : isoDay(entry.to) };
}

/** @param {State} state */
function asCsv(state) {
  const { data } = state;
  const labels = Object.keys(data.events.facts || {});
  const rows = [["number", "id", "kind", "from", "to", "dated as", "place as worded", "area", "evidence", "not placed",
    "sources differ", ...labels, "quotes", "sources"]];
  for (const entry of state.shown) {
    const { from, to } = isoDays(entry);
    const facts = Object.fromEntries(factsOf(data, entry.row));
    const sources = sourcesOf(data, entry.row);
    rows.push([entry.number, entry.id, entry.group.campaign ? "campaign" : "strike", from || "", to || "",
      textsAt(data, "dates", entry.row).join("; "), textsAt(data, "places", entry.row).join("; "),
      entry.regions.length ? sizeText(state, entry) : "", entry.evidence, entry.reason,
      textAt(data, "conflicts", entry.row), ...labels.map((label) => facts[label] || ""),
      sources.map((source) => source.quote).join(" | "), sources.map((source) => source.url || source.title).join(" ")]);
  }
  return "\ufeff" + rows.map((row) => row.map(csvCell).join(",")).join("\r\n");
}

/** @param {State} state */
function asGeoJson(state) {
  const features = state.shown.map((entry) => {
    const { from, to } = isoDays(entry);
    const region = entry.regions.length ? regionAt(entry, state.level) : null;
    const properties = Object.assign({}, Object.fromEntries(factsOf(state.data, entry.row)), {
      number: entry.number, kind: entry.group.campaign ? "campaign" : "strike", date_start: from, date_end: to,
      date_text: textsAt(state.data, "dates", entry.row).join("; "),
      locality: textsAt(state.data, "places", entry.row).join("; "),
      level: region ? state.data.levels[region.level] || null : null, evidence: entry.evidence, reason: entry.reason,
      conflicts: textAt(state.data, "conflicts", entry.row), remarks: textAt(state.data, "remarks", entry.row),
      sources: sourcesOf(state.data, entry.row).map((source) => source.url || source.title),
    });
    return { type: "Feature", id: entry.id, properties: properties, geometry: region && geometryOf(state, region) };
  });
  return JSON.stringify({ type: "FeatureCollection", features: features });
}

/** @param {State} state @param {Region} region */
function geometryOf(state, region) {
  const digits = /** @param {number} degrees */ (degrees) => Math.round(degrees * 1e6) / 1e6;
  const polygons = shapeOf(region, state.data.finest).map((rings) => rings.map((ring) =>
    ring.concat([ring[0]]).map(([lat, lon]) => [digits(lon), digits(lat)])));
  return { type: "MultiPolygon", coordinates: polygons };
}

// Browsers save at most two million characters of a link that carries its data.
const MOST_SAVED = 2000000;

/** @param {State} state */
function makeExports(state) {
  const line = element("p", "exports");
  const said = element("span", "said");
  said.setAttribute("role", "status");
  line.append(button("plain", "Copy link", () => copyLink(said)));
  /** @type {[string, string, string, (state: State) => string][]} */
  const kinds = [["Save CSV", "events.csv", "text/csv", asCsv], ["Save GeoJSON", "events.geojson", "application/geo+json", asGeoJson]];
  for (const [name, file, type, write] of kinds) {
    const anchor = element("a", "plain", name);
    anchor.href = "#";
    anchor.download = file;
    anchor.setAttribute("role", "button");
    anchor.addEventListener("click", (event) => {
      const address = "data:" + type + ";charset=utf-8," + encodeURIComponent(write(state));
      const fits = address.length <= MOST_SAVED;
      if (fits) anchor.href = address;
      else event.preventDefault();
      said.textContent = fits ? plural(state.shown.length, "event") + ", those shown"
        : "Too many to save from a page: narrow the dates or the search";
    });
    line.append(" ", anchor);
  }
  line.append(" ", said);
  return line;
}

/** @param {HTMLElement} said */
function copyLink(said) {
  const done = () => {
    said.textContent = window.location.protocol === "file:" ? "Copied: opens this view of this file" : "Copied";
  };
  const failed = () => {
    said.textContent = window.location.href;
  };
  if (navigator.clipboard) navigator.clipboard.writeText(window.location.href).then(done, failed);
  else failed();
}
