// What the shading and the outlines mean, and the choice of how sure an area should be: on a small screen in a
// bar below the map, so that nothing of the map is covered.

const SMALL = "(max-width: 760px), (max-height: 440px)"; // as in the style sheet

/** @param {State} state */
function drawLegend(state) {
  const legend = /** @type {HTMLDetailsElement} */ (byId("legend"));
  const { data } = state;
  const body = element("div", "legend-body");
  const outlines = data.legend.keys.filter((key) => key[1] === "outline");
  const { clientWidth, clientHeight } = state.map.getContainer();
  legend.open = clientWidth > 780 && clientHeight > 450 && !window.matchMedia(SMALL).matches;
  for (const [words, kind] of data.legend.keys.filter((key) => key[1] !== "outline")) {
    body.appendChild(legendRow(swatch(kind === "campaign" ? "area gc" : "area ink", "", false), words));
  }
  if (outlines.length) body.appendChild(element("p", "legend-head", data.legend.outline));
  for (const [words, , dash] of outlines) body.appendChild(legendRow(swatch("outline", dash, true), words));
  for (const note of [data.meaning, "A ring is put round an area that is too small to see.",
    "Where areas lie on one another, each click chooses the next."]) {
    body.appendChild(element("p", "legend-note", note));
  }
  const summary = element("summary", "");
  summary.append(element("span", "wide", "What the shading means"), element("span", "narrow", "Key"));
  legend.append(summary, body);
  legend.addEventListener("toggle", () => drawNames(state));
  placeKey(state.map, legend);
}

/** @param {SVGElement} picture @param {string} words */
function legendRow(picture, words) {
  const row = element("p", "legend-row");
  row.append(picture, element("span", "", words));
  return row;
}

/** @param {L.Map} map @param {HTMLElement} box */
function placeKey(map, box) {
  const small = window.matchMedia(SMALL);
  const control = new L.Control({ position: "topright" });
  control.onAdd = () => box;
  const place = () => {
    control.remove();
    if (small.matches) byId("keys").appendChild(box);
    else control.addTo(map);
  };
  place();
  small.addEventListener("change", place);
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
  const question = element("legend", "");
  question.append(element("span", "wide", "How sure should the area be?"), element("span", "narrow", "How sure?"));
  choices.appendChild(question);
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
  box.append(choices, element("p", "level-words"));
  showLevel(state);
  placeKey(state.map, box);
}

// In tenths where they say it, and otherwise in hundredths.
/** @param {number} share */
function levelText(share) {
  const parts = Math.abs(share * 10 - Math.round(share * 10)) < 1e-6 ? 10 : 100;
  return "Of " + parts + " such areas, " + Math.round(share * parts) + " should hold the true place.";
}

/** @param {State} state */
function showLevel(state) {
  document.querySelectorAll("#level input").forEach((choice) => {
    const input = /** @type {HTMLInputElement} */ (choice);
    input.checked = Number(input.value) === state.level;
  });
  const words = document.querySelector(".level-words");
  if (words) words.textContent = levelText(state.data.levels[state.level]);
}
