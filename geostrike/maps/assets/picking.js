// Which areas lie under a position, how many lie on one another, and choosing among them.

const MOST_SAMPLED = 1500;
const DENSEST = 0.5; // how opaque areas on one spot may become together
const CROWD = 8; // from so many on one spot, outlines are thin

// The areas under a position, the smallest first.
/** @param {State} state @param {L.LatLng} at */
function areasAt(state, at) {
  const [x, y] = mercator(at.lng, at.lat);
  const pixel = 1 / (256 * 2 ** state.map.getZoom());
  const found = state.shown.filter((entry) => {
    if (!entry.bounds) return false;
    const { box, rings } = projected(entry, state.level, state.data.finest);
    const slack = isTiny(box, pixel) ? 9 * pixel : 0;
    if (x < box[0] - slack || x > box[2] + slack || y < box[1] - slack || y > box[3] + slack) return false;
    return slack > 0 || holdsPoint(rings, x, y);
  });
  return stacked(found).reverse();
}

/** @param {Box} box @param {number} pixel */
function isTiny(box, pixel) {
  return Math.max(box[2] - box[0], box[3] - box[1]) < SMALLEST * pixel;
}

// Choose the smallest area under a position; where it is chosen already, the next one.
/** @param {State} state @param {L.LatLng} at */
function chooseAt(state, at) {
  const under = areasAt(state, at);
  const before = state.selected ? under.indexOf(state.selected) : -1;
  select(state, under.length ? under[(before + 1) % under.length] : null, "map");
}

/** @param {Entry[]} under */
function hintOf(under) {
  const hint = element("span", "", areaName(under[0]));
  if (under.length > 1) {
    const more = plural(under.length, "area") + " here: click again for the next";
    hint.append(element("br"), element("span", "hint-more", more));
  }
  return hint;
}

// Clicks choose; a pointer that rests gets a hint beside it. A finger gets none: it cannot rest without a touch.
/** @param {State} state */
function watchPointer(state) {
  const { map } = state;
  map.on("click", (event) => chooseAt(state, /** @type {L.LeafletMouseEvent} */ (event).latlng));
  let byTouch = false;
  map.getContainer().addEventListener("touchstart", () => { byTouch = true; }, { passive: true });
  const hint = L.tooltip({ offset: [12, 0], direction: "auto", className: "hint" });
  const hide = () => {
    window.clearTimeout(state.soon.hover);
    map.getContainer().style.cursor = "";
    hint.remove();
  };
  map.on("mousemove", (event) => later(state, "hover", 40, () => {
    const at = /** @type {L.LeafletMouseEvent} */ (event).latlng;
    const under = byTouch ? [] : areasAt(state, at);
    if (!under.length) return hide();
    map.getContainer().style.cursor = "pointer";
    hint.setContent(hintOf(under)).setLatLng(at).addTo(map);
  }));
  map.on("mouseout movestart zoomstart click", hide);
}

// How many areas lie over the middle of each; of very many, an even sample is counted.
/** @param {State} state */
function countCrowds(state) {
  const placed = state.shown.filter((entry) => entry.bounds);
  const boxes = placed.map((entry) => projected(entry, state.level, state.data.finest).box);
  const step = Math.ceil(placed.length / MOST_SAMPLED);
  const sample = boxes.filter((_, at) => at % step === 0);
  placed.forEach((entry, at) => {
    const [left, top, right, bottom] = boxes[at];
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    let over = 0;
    for (const box of sample) if (box[0] <= x && box[2] >= x && box[1] <= y && box[3] >= y) over += 1;
    entry.crowd = Math.max(1, over * step);
  });
}

// How dense to fill an area, so that all on one spot never hide what is beneath them.
/** @param {Entry} entry */
function fillOf(entry) {
  const alone = entry.group.campaign ? 0.05 : 0.2;
  return Math.min(alone, 1 - (1 - DENSEST) ** (1 / entry.crowd));
}

// Whether a ray from the point crosses the rings an odd number of times.
/** @param {Float64Array[]} rings @param {number} x @param {number} y */
function holdsPoint(rings, x, y) {
  let inside = false;
  for (const ring of rings) {
    for (let at = 0, last = ring.length - 2; at < ring.length; last = at, at += 2) {
      const crosses = ring[at + 1] > y !== ring[last + 1] > y;
      if (crosses && x < ((ring[last] - ring[at]) * (y - ring[at + 1])) / (ring[last + 1] - ring[at + 1]) + ring[at]) {
        inside = !inside;
      }
    }
  }
  return inside;
}
