// The ground (land, borders, towns) and every name on the map.

const ruler = document.createElement("canvas").getContext("2d");

function widthOf(text, size, weight) {
  ruler.font = weight + " " + size + "px " + getComputedStyle(document.body).fontFamily;
  return ruler.measureText(text).width + 2;
}

function drawGround(map, data) {
  map.createPane("ground").style.zIndex = 200;
  const renderer = L.canvas({ pane: "ground", padding: 0.75 });
  const common = { renderer: renderer, pane: "ground", interactive: false, smoothFactor: 0.5 };
  const land = data.land.map((rings) => rings.map((ring) => unpack(ring, data.groundScale)));
  const borders = data.borders.map((line) => unpack(line, data.groundScale));
  const landStyle = { color: "#9DB2BF", weight: 1, fillColor: "#F7F4EC", fillOpacity: 1 };
  L.polygon(land, Object.assign({}, common, landStyle)).addTo(map);
  L.polyline(borders, Object.assign({}, common, { color: "#A79B8B", weight: 1, dashArray: "5 4" })).addTo(map);
  map.attributionControl.setPrefix("Leaflet");
  map.attributionControl.addAttribution("Natural Earth, GeoNames · boundaries not authoritative");
  L.control.scale({ maxWidth: 130 }).addTo(map);
}

// The view may not leave the ground that the file carries.
function boundView(map, data) {
  const [west, south, east, north] = data.extent;
  const bounds = L.latLngBounds([south, west], [north, east]);
  map.setMinZoom(0);
  map.setMaxBounds(bounds);
  map.setMinZoom(Math.min(map.getBoundsZoom(bounds, true), map.getMaxZoom()));
}

function fitFocus(map, data) {
  const [west, south, east, north] = data.focus;
  const room = map.getSize();
  const margin = L.point(Math.min(70, room.x / 8), Math.min(50, room.y / 8));
  const legend = document.getElementById("legend");
  const beside = legend.open && room.x > 800 ? legend.offsetWidth : 0;
  map.fitBounds([[south, west], [north, east]], {
    paddingTopLeft: margin, paddingBottomRight: margin.add([beside * 0.75, 0]), maxZoom: 10, animate: false,
  });
}

// Boxes that are taken, in pixels of the map's container.
function takenByControls(map) {
  const frame = map.getContainer().getBoundingClientRect();
  const controls = [...document.querySelectorAll("#stage .leaflet-control")];
  return controls.map((control) => {
    const box = control.getBoundingClientRect();
    return [box.left - frame.left, box.top - frame.top, box.right - frame.left, box.bottom - frame.top];
  });
}

function isFree(box, taken) {
  return taken.every((other) => box[0] >= other[2] || box[2] <= other[0] || box[1] >= other[3] || box[3] <= other[1]);
}

// Put a text at the first spot [left, middle] that is free and in sight; say whether there was one.
function placeName(names, text, size, width, spots, className, colour) {
  for (const [left, middle] of spots) {
    const box = [left, middle - size * 0.65, left + width, middle + size * 0.65];
    const inSight = left >= 0 && box[1] >= 0 && box[2] <= names.room.x && box[3] <= names.room.y;
    if (inSight && isFree(box, names.taken)) {
      names.taken.push(box);
      const label = element("span", className, text);
      const at = names.map.containerPointToLayerPoint([left, middle]);
      L.DomUtil.setPosition(label, L.point(Math.round(at.x), Math.round(at.y - size * 0.65)));
      label.style.fontSize = size + "px";
      if (colour) label.style.color = colour;
      names.pane.appendChild(label);
      return true;
    }
  }
  return false;
}

function containerBox(map, bounds) {
  const from = map.latLngToContainerPoint(bounds.getNorthWest());
  const to = map.latLngToContainerPoint(bounds.getSouthEast());
  return [from.x, from.y, to.x, to.y];
}

function holds(outer, inner) {
  return outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];
}

// Beside, below or above an area, where the name stays clear of other areas.
function spotsOutside(box, width, others) {
  const [left, top, right, bottom] = box;
  const x = (left + right) / 2 - width / 2;
  const y = (top + bottom) / 2;
  const spots = [[right + 5, y], [left - 5 - width, y], [x, bottom + 12], [x, top - 12]];
  return spots.filter(([at, middle]) => isFree([at, middle - 9, at + width, middle + 9], others));
}

// An area's number and date, or in a crowd its number alone.
function nameAreas(names, state) {
  const shown = state.entries.filter((entry) => entry.shown && entry.bounds);
  shown.sort((a, b) => (b.id === state.selected) - (a.id === state.selected) || a.size - b.size);
  const named = shown.slice(0, 120);
  for (const entry of named) entry.box = containerBox(names.map, entry.bounds);
  for (const entry of named) {
    const others = named.map((other) => other.box).filter((box) => !holds(box, entry.box));
    const colour = state.groups[entry.group].colour;
    const heart = names.map.latLngToContainerPoint([entry.heart[1], entry.heart[0]]);
    for (const text of [entry.number + " · " + entry.when, entry.number]) {
      const width = widthOf(text, 13.5, 700);
      const fits = entry.box[2] - entry.box[0] > width && entry.box[3] - entry.box[1] > 26;
      const spots = spotsOutside(entry.box, width, others);
      if (fits) spots.unshift([heart.x - width / 2, heart.y]);
      if (placeName(names, text, 13.5, width, spots, "area-name", colour)) break;
    }
  }
}

function nameTown(names, town) {
  const at = names.map.latLngToContainerPoint([town[2], town[1]]);
  if (at.x < 0 || at.y < 0 || at.x > names.room.x || at.y > names.room.y) return false;
  const dotBox = [at.x - 4, at.y - 4, at.x + 4, at.y + 4];
  if (!isFree(dotBox, names.taken)) return false;
  const size = town[3] ? 14 : 12;
  const width = widthOf(town[0], size, town[3] ? 700 : 400);
  const spots = [[at.x + 6, at.y], [at.x - 6 - width, at.y], [at.x - width / 2, at.y - 12], [at.x - width / 2, at.y + 12]];
  if (!placeName(names, town[0], size, width, spots, town[3] ? "town key" : "town")) return false;
  const dot = element("i", town[3] ? "dot key" : "dot");
  L.DomUtil.setPosition(dot, names.map.containerPointToLayerPoint(at).round());
  names.taken.push(dotBox);
  names.pane.appendChild(dot);
  return true;
}

// Names are laid out anew at each view: towns that events refer to, then areas, then other towns.
function drawNames(state) {
  const pane = state.map.getPane("names");
  pane.textContent = "";
  const names = { map: state.map, pane: pane, room: state.map.getSize(), taken: takenByControls(state.map) };
  const keys = state.data.towns.filter((town) => town[3]);
  keys.forEach((town) => nameTown(names, town));
  nameAreas(names, state);
  let left = Math.round((names.room.x * names.room.y) / 26000);
  for (const town of state.data.towns) {
    if (left > 0 && !town[3] && nameTown(names, town)) left -= 1;
  }
}

function keepNames(state) {
  const pane = state.map.createPane("names");
  pane.style.zIndex = 450;
  pane.style.pointerEvents = "none";
  state.map.on("zoomstart", () => pane.classList.add("moving"));
  state.map.on("zoomend moveend resize", () => {
    pane.classList.remove("moving");
    drawNames(state);
  });
}
