// For the chosen event: the place that its words start from, and the offset that they state. A thin line to
// the stated distance, not to a target.

const EARTH_M = 6371008.8; // mean radius (IUGG); a sphere is true to a third of a percent, finer than any such words

/** @param {number} lon @param {number} lat @param {number} bearing @param {number} metres @returns {L.LatLngTuple} */
function destination(lon, lat, bearing, metres) {
  const radians = Math.PI / 180;
  const arc = metres / EARTH_M;
  const from = lat * radians;
  const to = Math.asin(Math.sin(from) * Math.cos(arc) + Math.cos(from) * Math.sin(arc) * Math.cos(bearing * radians));
  const turn = Math.atan2(
    Math.sin(bearing * radians) * Math.sin(arc) * Math.cos(from), Math.cos(arc) - Math.sin(from) * Math.sin(to));
  return [to / radians, lon + turn / radians];
}

// The world is cut where no area is torn apart, which may be elsewhere than at 180 degrees.
/** @param {State} state @param {number} lon */
function nearFocus(state, lon) {
  const middle = (state.data.focus[0] + state.data.focus[2]) / 2;
  return lon + 360 * Math.round((middle - lon) / 360);
}

/** @param {State} state @param {Entry | null} entry */
function referenceOf(state, entry) {
  const column = state.data.events.reference;
  const reference = entry && column ? state.data.references[column[entry.row]] : [];
  if (!entry || !entry.shown || reference.length === 0) return null;
  const [place, bearing, distance] = reference;
  const [name, lon, lat] = state.data.places[place];
  return { name: name, lon: nearFocus(state, lon), lat: lat, bearing: bearing, distance: distance };
}

/** @param {State} state */
function drawReference(state) {
  state.reference.clearLayers();
  const found = referenceOf(state, state.selected);
  if (!found) return;
  const line = { className: "reference", pane: "raised", interactive: false, weight: 1.5, fill: false };
  if (found.distance && found.bearing !== null) {
    const { lon, lat, bearing, distance } = found;
    const shares = distance < 200000 ? [0, 1] : [0, 0.25, 0.5, 0.75, 1];
    const points = shares.map((share) => destination(lon, lat, bearing, distance * share));
    state.reference.addLayer(L.polyline(points, Object.assign({ smoothFactor: 0 }, line)));
  } else if (found.distance) {
    state.reference.addLayer(L.circle([found.lat, found.lon], Object.assign({ radius: found.distance }, line)));
  }
  state.reference.addLayer(L.circleMarker([found.lat, found.lon], Object.assign({ radius: 5 }, line)));
}

// The name of the place, and the offset written beside its line.
/** @param {Names} names @param {State} state */
function nameReference(names, state) {
  const found = referenceOf(state, state.selected);
  if (!found) return;
  if (!state.data.ground.towns.some((town) => town[3] && town[0] === found.name)) {
    nameTown(names, [found.name, found.lon, found.lat, 1]);
  }
  if (!found.distance || found.bearing === null) return;
  const text = lengthText(found.distance) + " " + windOf(found.bearing) + ", as stated";
  const width = widthOf(text, 12, 600);
  for (const share of [0.5, 0.35, 0.65, 0.8]) {
    const at = names.map.latLngToContainerPoint(destination(found.lon, found.lat, found.bearing, found.distance * share));
    /** @type {[number, number][]} */
    const spots = [[at.x + 8, at.y], [at.x - 8 - width, at.y]];
    if (placeName(names, text, 12, width, spots, "offset")) return;
  }
}
