// The list beside the map: cards, or where there are many, rows of which only those in sight exist.

const MOST_CARDS = 200;
const ROW = 58; // pixels, as in the style sheet

/** @param {State} state */
function buildPanel(state) {
  const app = byId("app");
  const count = element("p", "");
  count.id = "count";
  count.setAttribute("role", "status");
  const chosen = element("div", "");
  chosen.id = "chosen";
  const cards = element("div", "");
  cards.id = "cards";
  app.append(makeFilters(state));
  if (state.groups.length > 1) app.appendChild(makeSwitches(state));
  app.append(count, chosen, cards, makeExports(state));
  byId("page").prepend(button("plain skip", "To the map", () => state.map.getContainer().focus()));
  byId("page").addEventListener("scroll", () => drawRows(state), { passive: true });
  window.addEventListener("scroll", () => drawRows(state), { passive: true });
  window.addEventListener("resize", () => drawRows(state));
}

// One switch for each layer; folium's own layer control does the same, and both stay in step.
/** @param {State} state */
function makeSwitches(state) {
  const box = element("fieldset", "switches");
  box.appendChild(element("legend", "", "Layers"));
  for (const group of state.groups) {
    const label = element("label", "switch");
    const tick = element("input");
    tick.type = "checkbox";
    tick.checked = true;
    tick.addEventListener("change", () => {
      if (tick.checked) state.map.addLayer(group.layer);
      else state.map.removeLayer(group.layer);
    });
    group.tick = tick;
    label.append(tick, swatch("area " + (group.campaign ? "gc" : "g" + (group.index % 8)), "", false));
    label.append(element("bdi", "", group.name + (group.size > 1 ? " (" + group.size.toLocaleString("en") + ")" : "")));
    box.appendChild(label);
  }
  return box;
}

/** @param {State} state */
function countText(state) {
  const undated = state.entries.filter((entry) => entry.from === null).length;
  const unplaced = state.entries.filter((entry) => !entry.bounds).length;
  const rest = [];
  if (undated) rest.push(undated.toLocaleString("en") + " undated");
  if (unplaced) rest.push(unplaced.toLocaleString("en") + " not placed");
  const shown = state.shown.length.toLocaleString("en") + " shown of " + state.entries.length.toLocaleString("en");
  return shown + (rest.length ? "; " + rest.join(", ") : "");
}

/** @param {State} state */
function drawList(state) {
  byId("count").textContent = countText(state);
  byId("chosen").textContent = "";
  const list = byId("cards");
  list.textContent = "";
  const inRows = state.shown.length > MOST_CARDS;
  list.classList.toggle("rows", inRows);
  if (inRows) startRows(state, list);
  else drawCards(state, list);
}

/** @param {State} state @param {HTMLElement} list */
function drawCards(state, list) {
  const strikes = state.shown.filter((entry) => entry.bounds && !entry.group.campaign);
  const campaigns = state.shown.filter((entry) => entry.bounds && entry.group.campaign);
  list.style.height = "";
  list.removeAttribute("role");
  drawSection(state, list, "Strikes", strikes);
  drawSection(state, list, "Campaigns: many strikes over weeks", campaigns);
  drawSection(state, list, "Reported, but not placed", state.shown.filter((entry) => !entry.bounds));
  markSelected(state);
}

/** @param {State} state @param {HTMLElement} list @param {string} title @param {Entry[]} entries */
function drawSection(state, list, title, entries) {
  if (!entries.length) return;
  list.appendChild(element("h2", "", title));
  for (const entry of entries) {
    entry.card = entry.card || makeCard(state, entry);
    list.appendChild(entry.card);
  }
}

/** @param {State} state */
function markSelected(state) {
  const list = byId("cards");
  if (list.classList.contains("rows")) {
    const chosen = byId("chosen");
    chosen.textContent = "";
    if (state.selected && state.selected.shown) {
      chosen.append(element("h2", "", "Chosen"), makeCard(state, state.selected));
      if (chosen.lastElementChild) chosen.lastElementChild.classList.add("selected");
    }
    drawRows(state);
    return;
  }
  for (const entry of state.shown) {
    if (!entry.card) continue;
    const chosen = entry === state.selected;
    entry.card.classList.toggle("selected", chosen);
    const choose = entry.card.querySelector(".card-button");
    if (choose) choose.setAttribute("aria-pressed", String(chosen));
  }
}

/** @param {State} state @param {HTMLElement} list */
function startRows(state, list) {
  list.setAttribute("role", "list");
  list.style.height = state.shown.length * ROW + "px";
  markSelected(state);
}

// Make the rows in sight and some more, and drop the others.
/** @param {State} state */
function drawRows(state) {
  const list = byId("cards");
  if (!list.classList.contains("rows")) return;
  const top = list.getBoundingClientRect().top;
  const first = Math.max(0, Math.floor(-top / ROW) - 8);
  const last = Math.min(state.shown.length, Math.ceil((window.innerHeight - top) / ROW) + 8);
  const focused = document.activeElement && document.activeElement.getAttribute("data-row");
  list.textContent = "";
  for (let index = first; index < last; index++) {
    const row = makeRow(state, state.shown[index], index);
    list.appendChild(row);
    if (String(index) === focused) /** @type {HTMLElement} */ (row.firstChild).focus({ preventScroll: true });
  }
}

/** @param {State} state @param {Entry} entry @param {number} index */
function makeRow(state, entry, index) {
  const row = element("div", "row");
  const choose = button("row-button", "", () => select(state, entry, "list"));
  const place = element("bdi", "row-place", entry.place || "not placed");
  row.setAttribute("role", "listitem");
  row.setAttribute("aria-posinset", String(index + 1));
  row.setAttribute("aria-setsize", String(state.shown.length));
  row.style.top = index * ROW + "px";
  choose.setAttribute("data-row", String(index));
  choose.setAttribute("aria-pressed", String(entry === state.selected));
  choose.append(makeBadge(entry), element("span", "row-when", entry.when), place);
  row.appendChild(choose);
  return row;
}

// Bring the chosen event's card or row into sight.
/** @param {State} state @param {Entry} entry */
function showInList(state, entry) {
  if (entry.card && entry.card.isConnected) entry.card.scrollIntoView({ block: "nearest" });
  else byId("chosen").scrollIntoView({ block: "nearest" });
}
