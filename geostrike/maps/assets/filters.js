// Which events pass: by words, source, evidence, kind and actor.

const FILTERS = ["q", "source", "evidence", "kind", "actor"];

/** @returns {Filters} */
function noFilters() {
  return { q: "", source: "", evidence: "", kind: "", actor: "" };
}

// All that a search looks through, in lower case.
/** @param {State} state @param {Entry} entry */
function wordsOf(state, entry) {
  if (entry.words === undefined) {
    const { data } = state;
    const sources = sourcesOf(data, entry.row).flatMap((source) => [source.publisher, source.title, source.quote]);
    const facts = [...factsOf(data, entry.row), ...extrasOf(data, entry.row)].map((fact) => fact[1]);
    const single = [entry.id, entry.when, entry.place, entry.reason, textAt(data, "remarks", entry.row)];
    entry.words = [...single, ...textsAt(data, "dates", entry.row), ...facts, ...sources].join("\n").toLowerCase();
  }
  return entry.words;
}

/** @param {State} state @param {Entry} entry @returns {Record<string, string[]>} */
function traitsOf(state, entry) {
  if (!entry.traits) {
    const { documents, events, texts } = state.data;
    const sources = (events.sources && events.sources[entry.row]) || [];
    const actors = events.facts && events.facts["Struck by"];
    const publishers = sources.filter((_, at) => at % 3 === 0).map((number) => documents[Number(number)][0]);
    entry.traits = {
      source: publishers.filter(Boolean),
      evidence: entry.evidence && entry.bounds ? [entry.evidence] : [],
      kind: [entry.bounds ? (entry.group.campaign ? "campaign" : "strike") : "not placed"],
      actor: actors && actors[entry.row] ? [texts[actors[entry.row]]] : [],
    };
  }
  return entry.traits;
}

/** @param {State} state @param {Entry} entry */
function passesFilters(state, entry) {
  const { q, ...wanted } = state.filters;
  const traits = traitsOf(state, entry);
  for (const [name, value] of Object.entries(wanted)) {
    if (value && !traits[name].some((trait) => folded(trait) === folded(value))) return false;
  }
  return q.toLowerCase().split(/\s+/).every((word) => wordsOf(state, entry).includes(word));
}

/** @param {State} state */
function applyFilters(state) {
  const idle = FILTERS.every((name) => !state.filters[name]);
  for (const entry of state.entries) entry.passes = idle || passesFilters(state, entry);
  byId("clear").hidden = idle;
  refresh(state);
}

// What makes two values one: neither case nor stops count, as in "U.S." and "US".
/** @param {string} value */
function folded(value) {
  return value.toLowerCase().replace(/\./g, "");
}

// The values that a filter offers, each once, the commonest first.
/** @param {State} state @param {string} name @returns {[string, number][]} */
function choicesOf(state, name) {
  /** @type {Map<string, [string, number]>} */
  const counts = new Map();
  for (const entry of state.entries) {
    for (const value of new Set(traitsOf(state, entry)[name])) {
      const known = counts.get(folded(value)) || [value, 0];
      counts.set(folded(value), [known[0], known[1] + 1]);
    }
  }
  return [...counts.values()].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

const MOST_CHOICES = 60;

/** @param {State} state @param {string} name @param {string} title @param {string} all */
function makeChoice(state, name, title, all) {
  const choices = choicesOf(state, name).slice(0, MOST_CHOICES);
  if (choices.length < 2) return null;
  const label = element("label", "choice");
  const list = element("select");
  list.name = name;
  list.add(new Option(all, ""));
  for (const [value, number] of choices) {
    const known = name === "evidence" && Object.keys(state.data.legend.grades).includes(value);
    const words = known ? state.data.legend.grades[value] : value;
    list.add(new Option(words + " (" + number.toLocaleString("en") + ")", folded(value)));
  }
  list.addEventListener("change", () => {
    state.filters[name] = list.value;
    applyFilters(state);
  });
  label.append(element("span", "", title), list);
  return label;
}

/** @param {State} state */
function makeFilters(state) {
  const box = element("form", "filters");
  const label = element("label", "search");
  const search = element("input");
  const clear = button("plain", "Clear filters", () => {
    state.filters = noFilters();
    showFilters(state);
    applyFilters(state);
  });
  search.type = "search";
  search.name = "q";
  search.placeholder = "Search places, quotes, sources";
  search.dir = "auto";
  search.setAttribute("aria-label", "Search places, quotes, sources");
  search.addEventListener("input", () => later(state, "search", 150, () => {
    state.filters.q = search.value.trim();
    applyFilters(state);
  }));
  label.append(search);
  clear.id = "clear";
  clear.hidden = true;
  box.setAttribute("role", "search");
  box.addEventListener("submit", (event) => event.preventDefault());
  const choices = element("div", "choices");
  for (const [name, title, all] of [
    ["source", "Source", "All sources"], ["evidence", "Evidence for the size", "Any evidence"],
    ["kind", "Kind", "All kinds"], ["actor", "Struck by", "Anyone"],
  ]) {
    const choice = makeChoice(state, name, title, all);
    if (choice) choices.append(choice);
  }
  box.append(label, choices, clear);
  return box;
}

// Put the filters' state into their controls.
/** @param {State} state */
function showFilters(state) {
  for (const name of FILTERS) {
    const control = /** @type {HTMLInputElement | null} */ (document.querySelector(".filters [name=" + name + "]"));
    if (control) control.value = name === "q" ? state.filters[name] : folded(state.filters[name]);
  }
}
