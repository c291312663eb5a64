// Areas of events: polygons in their date's layer, the largest at the bottom, none with a dot in the middle.

const SMALLEST = 12; // pixels; a smaller area gets a ring round it, or nobody would find it

// Leaflet rounds each vertex to a whole pixel, which makes small areas jagged: a false shape of evidence.
const Area = L.Polygon.extend({
  _projectLatlngs: function (points, result, bounds) {
    if (!(points[0] instanceof L.LatLng)) {
      points.forEach((part) => this._projectLatlngs(part, result, bounds));
      return;
    }
    const origin = this._map.getPixelOrigin();
    const ring = points.map((point) => this._map.project(point).subtract(origin));
    ring.forEach((point) => bounds.extend(point));
    result.push(ring);
  },
});

function areaStyle(group, depth, selected) {
  return {
    color: group.colour,
    weight: (depth === 0 ? 2 : 1) + (selected ? 2 : 0),
    dashArray: depth === 0 ? group.dash : "",
    fillColor: group.colour,
    fillOpacity: (group.campaign ? 0.03 : 0.2) + (selected ? 0.15 : 0),
    smoothFactor: 0,
    bubblingMouseEvents: false,
  };
}

// Keyboard and screen reader: the widest area of an event is a button.
function makeReachable(layer, entry, state) {
  const path = layer.getElement && layer.getElement();
  if (!path) return;
  path.setAttribute("tabindex", "0");
  path.setAttribute("role", "button");
  path.setAttribute("aria-label", "Area of " + entry.number + ", " + entry.when + ", " + entry.place);
  path.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    select(state, entry.id, "map");
  });
}

function makeArea(entry, state) {
  const group = state.groups[entry.group];
  entry.layers = entry.regions.map((region, depth) => {
    const shape = region.rings.map((rings) => rings.map((ring) => unpack(ring, state.data.areaScale)));
    const layer = new Area(shape, areaStyle(group, depth, false));
    layer.on("click", () => select(state, entry.id, "map"));
    if (depth === 0) layer.on("add", () => makeReachable(layer, entry, state));
    return layer;
  });
  if (!entry.layers.length) return;
  entry.bounds = entry.layers[0].getBounds();
  const span = entry.bounds.getNorthEast();
  entry.size = (span.lng - entry.bounds.getWest()) * (span.lat - entry.bounds.getSouth());
  const ringStyle = { className: "ring", radius: 9, color: group.colour, weight: 2, fill: false };
  entry.ring = L.circleMarker(entry.bounds.getCenter(), ringStyle);
  entry.ring.on("click", () => select(state, entry.id, "map"));
}

function pixelSize(map, bounds) {
  const from = map.latLngToContainerPoint(bounds.getNorthWest());
  const to = map.latLngToContainerPoint(bounds.getSouthEast());
  return Math.max(to.x - from.x, to.y - from.y);
}

function setPresent(layer, group, wanted) {
  if (wanted && !group.hasLayer(layer)) group.addLayer(layer);
  if (!wanted && group.hasLayer(layer)) group.removeLayer(layer);
}

// Put into each layer what the time window lets through, and stack it by size.
function drawAreas(state) {
  const drawn = state.entries.filter((entry) => entry.bounds);
  for (const entry of drawn) {
    const group = state.groups[entry.group].layer;
    entry.layers.forEach((layer) => setPresent(layer, group, entry.shown));
    setPresent(entry.ring, group, entry.shown && pixelSize(state.map, entry.bounds) < SMALLEST);
    entry.layers.forEach((layer, depth) => {
      layer.setStyle(areaStyle(state.groups[entry.group], depth, entry.id === state.selected));
    });
  }
  const rank = (entry) => (state.groups[entry.group].campaign ? 1e9 : 0) + entry.size;
  drawn.sort((a, b) => rank(b) - rank(a));
  for (const entry of drawn) {
    if (entry.shown) entry.layers.forEach((layer) => layer.bringToFront());
  }
}

function showOnMap(state, entry) {
  if (!entry.bounds) return;
  const small = pixelSize(state.map, entry.bounds) < 60;
  if (state.map.getBounds().contains(entry.bounds) && !small) return;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  state.map.fitBounds(entry.bounds.pad(1.2), { maxZoom: 11, animate: !calm });
}

function drawLegend(state) {
  const legend = document.getElementById("legend");
  legend.open = state.map.getSize().x > 780;
  legend.appendChild(element("summary", "", "What the shading means"));
  for (const [words, colour, dash, opacity] of state.data.legend) {
    const row = element("p", "legend-row");
    row.append(swatch(colour, dash, opacity), element("span", "", words));
    legend.appendChild(row);
  }
  legend.appendChild(element("p", "legend-note", state.data.meaning));
  legend.appendChild(element("p", "legend-note", "A ring is put round an area that is too small to see."));
  legend.addEventListener("toggle", () => drawNames(state));
  const control = L.control({ position: "topright" });
  control.onAdd = () => legend;
  control.addTo(state.map);
  L.DomEvent.disableClickPropagation(legend);
}
