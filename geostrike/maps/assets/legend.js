// What the shading and the outlines mean, and the choice of how sure an area should be.

/** @param {State} state */
function drawLegend(state) {
  const legend = /** @type {HTMLDetailsElement} */ (byId("legend"));
  const { data } = state;
  const outlines = data.legend.keys.filter((key) => key[1] === "outline");
  legend.open = state.map.getSize().x > 780;
  legend.appendChild(element("summary", "", "What the shading means"));
  for (const [words, kind] of data.legend.keys.filter((key) => key[1] !== "outline")) {
    legend.appendChild(legendRow(swatch(kind === "campaign" ? "area gc" : "area ink", "", false), words));
  }
  if (outlines.length) legend.appendChild(element("p", "legend-head", data.legend.outline));
  for (const [words, , dash] of outlines) legend.appendChild(legendRow(swatch("outline", dash, true), words));
  legend.appendChild(element("p", "legend-note", data.meaning));
  legend.appendChild(element("p", "legend-note", "A ring is put round an area that is too small to see."));
  legend.addEventListener("toggle", () => drawNames(state));
  putOnMap(state.map, legend);
}

/** @param {SVGElement} picture @param {string} words */
function legendRow(picture, words) {
  const row = element("p", "legend-row");
  row.append(picture, element("span", "", words));
  return row;
}

/** @param {L.Map} map @param {HTMLElement} box */
function putOnMap(map, box) {
  const control = new L.Control({ position: "topright" });
  control.onAdd = () => box;
  control.addTo(map);
  L.DomEvent.disableClickPropagation(box);
  L.DomEvent.disableScrollPropagation(box);
}

// A switch between the levels; narrower ones are a better guess that is more often wrong.
/** @param {State} state */
function drawLevels(state) {
  const box = byId("level");
  if (state.data.levels.length < 2) {
    box.remove();
    return;
  }
  const choices = element("fieldset", "levels");
  choices.appendChild(element("legend", "", "Area holds the true place in"));
  state.data.levels.map((share, level) => ({ share, level })).reverse().forEach(({ share, level }) => {
    const label = element("label");
    const choice = element("input");
    choice.type = "radio";
    choice.name = "level";
    choice.value = String(level);
    choice.checked = level === state.level;
    choice.addEventListener("change", () => setLevel(state, level));
    label.append(choice, element("span", "", percent(share)));
    choices.appendChild(label);
  });
  box.appendChild(choices);
  putOnMap(state.map, box);
}

/** @param {State} state */
function showLevel(state) {
  document.querySelectorAll("#level input").forEach((choice) => {
    const input = /** @type {HTMLInputElement} */ (choice);
    input.checked = Number(input.value) === state.level;
  });
}
