// The list beside the map: one card for each event, with its evidence; and the switches of the layers.

const MOST_CARDS = 200;

function makeSources(entry) {
  const list = element("div", "sources");
  for (const source of entry.sources) {
    if (source.quote) {
      const quote = element("blockquote", "", source.quote);
      quote.dir = "auto";
      list.appendChild(quote);
    }
    const cite = element("p", "cite");
    const name = source.title || source.url || source.doc || "document";
    if (source.publisher) cite.append(source.publisher + ", ");
    cite.append(link(source.url, name));
    if (source.published) cite.append(", " + source.published);
    list.appendChild(cite);
  }
  return list;
}

function makeFacts(pairs) {
  const list = element("dl", "facts");
  for (const [label, value] of pairs) {
    const row = element("div");
    const words = element("dd", "", value);
    words.dir = "auto";
    row.append(element("dt", "", label), words);
    list.appendChild(row);
  }
  return list;
}

function makeMethod(entry) {
  const details = element("details", "method");
  details.appendChild(element("summary", "", entry.regions.length ? "How the area was drawn" : "How it was read"));
  if (entry.remarks) details.appendChild(paragraph("", entry.remarks));
  if (entry.extra.length) details.appendChild(makeFacts(entry.extra));
  details.appendChild(element("p", "identifier", entry.id));
  return details;
}

function makeHeading(entry, state) {
  const heading = element("h3");
  const button = element("button", "card-button");
  const badge = element("span", "badge", entry.number);
  badge.style.backgroundColor = state.groups[entry.group].colour;
  button.type = "button";
  button.setAttribute("aria-pressed", "false");
  button.append(badge, element("span", "", entry.when));
  button.addEventListener("click", () => select(state, entry.id, "list"));
  heading.appendChild(button);
  return heading;
}

function makeCard(entry, state) {
  const card = element("article", "card");
  card.style.borderLeftColor = state.groups[entry.group].colour;
  card.appendChild(makeHeading(entry, state));
  if (entry.place) card.appendChild(paragraph("place", entry.place));
  if (entry.reason) card.appendChild(paragraph("unplaced", "Not placed on the map: " + entry.reason));
  if (entry.facts.length) card.appendChild(makeFacts(entry.facts));
  if (entry.conflicts) card.appendChild(paragraph("conflicts", "Sources differ: " + entry.conflicts));
  card.appendChild(makeSources(entry));
  if (entry.worded) card.appendChild(paragraph("worded", "Dated in the sources: " + entry.worded));
  if (entry.area) card.appendChild(paragraph("area", entry.area));
  card.appendChild(makeMethod(entry));
  card.addEventListener("click", (event) => {
    if (!event.target.closest("a, button, summary")) select(state, entry.id, "list");
  });
  return card;
}

function drawSection(state, list, title, entries) {
  if (!entries.length) return;
  list.appendChild(element("h2", "", title));
  for (const entry of entries.slice(0, MOST_CARDS)) {
    entry.card = entry.card || makeCard(entry, state);
    list.appendChild(entry.card);
  }
  const rest = entries.length - MOST_CARDS;
  if (rest > 0) list.appendChild(element("p", "more", rest + " more: narrow the dates to see them."));
}

function drawCards(state) {
  const list = document.getElementById("cards");
  const shown = state.entries.filter((entry) => entry.shown);
  const campaign = (entry) => state.groups[entry.group].campaign;
  list.textContent = "";
  drawSection(state, list, "Strikes", shown.filter((entry) => entry.bounds && !campaign(entry)));
  drawSection(state, list, "Campaigns: many strikes over weeks", shown.filter((entry) => entry.bounds && campaign(entry)));
  drawSection(state, list, "Reported, but not placed", shown.filter((entry) => !entry.bounds));
  const unplaced = state.entries.filter((entry) => !entry.bounds).length;
  const all = state.entries.length;
  const count = shown.length + " of " + all + " shown" + (unplaced ? ", " + unplaced + " not placed on the map" : "");
  document.getElementById("count").textContent = count;
}

function markSelected(state) {
  for (const entry of state.entries) {
    if (!entry.card) continue;
    const chosen = entry.id === state.selected;
    entry.card.classList.toggle("selected", chosen);
    entry.card.querySelector(".card-button").setAttribute("aria-pressed", String(chosen));
  }
}

// One switch for each date's layer; folium's own layer control does the same, and both stay in step.
function makeSwitches(state) {
  const box = element("fieldset", "switches");
  box.appendChild(element("legend", "", "Layers by date"));
  for (const group of state.data.groups) {
    const label = element("label", "switch");
    const tick = element("input");
    const number = state.entries.filter((entry) => entry.group === group.key).length;
    tick.type = "checkbox";
    tick.checked = true;
    tick.addEventListener("change", () => {
      if (tick.checked) state.map.addLayer(group.layer);
      else state.map.removeLayer(group.layer);
    });
    group.tick = tick;
    label.append(tick, swatch(group.colour, group.dash, group.campaign ? 0.06 : 0.2));
    label.append(element("span", "", group.name + (number > 1 ? " (" + number + ")" : "")));
    box.appendChild(label);
  }
  return box;
}

function buildPanel(state) {
  const app = document.getElementById("app");
  const count = element("p", "");
  const cards = element("div", "");
  count.id = "count";
  count.setAttribute("role", "status");
  cards.id = "cards";
  if (state.data.groups.length > 1) app.appendChild(makeSwitches(state));
  app.append(count, cards, makeExports(state));
}

// Spreadsheets run cells that start with these signs as formulas.
function csvCell(text) {
  const safe = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
  return '"' + safe.replace(/"/g, '""') + '"';
}

function asCsv(state) {
  const rows = [["number", "id", "from", "to", "dated as", "place as worded", "area", "not placed", "reported", "sources"]];
  for (const entry of state.entries) {
    const facts = entry.facts.map((fact) => fact.join(": ")).join("; ");
    const sources = entry.sources.map((source) => source.url || source.title || source.doc).join(" ");
    rows.push([entry.number, entry.id, entry.start || "", entry.end || "", entry.worded, entry.place, entry.area,
      entry.reason, facts, sources]);
  }
  return rows.map((row) => row.map(csvCell).join(",")).join("\r\n");
}

function asGeoJson(state) {
  const features = state.entries.map((entry) => {
    const rings = (ring) => {
      const points = unpack(ring, state.data.areaScale).map(([lat, lon]) => [lon, lat]);
      return points.concat([points[0]]);
    };
    const shape = entry.regions.length && entry.regions[0].rings.map((polygon) => polygon.map(rings));
    const properties = { number: entry.number, from: entry.start, to: entry.end, dated_as: entry.worded,
      place: entry.place, area: entry.area, not_placed: entry.reason, remarks: entry.remarks,
      sources: entry.sources.map((source) => source.url) };
    entry.facts.forEach(([label, value]) => { properties[label] = value; });
    return { type: "Feature", id: entry.id, properties: properties,
      geometry: shape ? { type: "MultiPolygon", coordinates: shape } : null };
  });
  return JSON.stringify({ type: "FeatureCollection", features: features });
}

function makeExports(state) {
  const line = element("p", "exports", "Save the data: ");
  const kinds = [["GeoJSON", "events.geojson", "application/geo+json", asGeoJson], ["CSV", "events.csv", "text/csv", asCsv]];
  kinds.forEach(([name, file, type, write], index) => {
    const anchor = element("a", "", name);
    anchor.href = "#";
    anchor.download = file;
    anchor.addEventListener("click", () => {
      anchor.href = "data:" + type + ";charset=utf-8," + encodeURIComponent(write(state));
    });
    line.append(index ? " · " : "", anchor);
  });
  return line;
}
