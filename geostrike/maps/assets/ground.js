// The ground under the events: land and borders, tiles where they were asked for, scale and credits.

/** @param {string} name of a custom property of the style sheet */
function colourOf(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

const DRAWN_BEYOND = 0.75; // of the map's size, beyond each edge: who drags the map must not see where drawing ends

/** @param {State} state */
function drawGround(state) {
  const { map, data } = state;
  const ground = data.ground;
  L.Renderer.mergeOptions({ padding: DRAWN_BEYOND });
  map.createPane("ground").style.zIndex = "150";
  const renderer = L.canvas({ pane: "ground" });
  const common = { renderer: renderer, pane: "ground", interactive: false, smoothFactor: 0.5, weight: 1 };
  const land = L.polygon(ground.land.map((rings) => rings.map((ring) => unpack(ring, ground.scale))), common);
  const lines = ground.borders.map((line) => unpack(line, ground.scale));
  const borders = L.polyline(lines, Object.assign({ dashArray: "5 4" }, common));
  const paint = () => {
    land.setStyle({ color: colourOf("--coast"), fillColor: colourOf("--land"), fillOpacity: 1 });
    borders.setStyle({ color: colourOf("--border") });
    if (state.painter) state.painter.paint(false);
  };
  paint();
  land.addTo(map);
  borders.addTo(map);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  map.attributionControl.setPrefix("Leaflet");
  map.attributionControl.addAttribution("Natural Earth, GeoNames · boundaries not authoritative");
  L.control.scale({ maxWidth: 130 }).addTo(map);
  if (data.tiles) addTiles(map, data.tiles);
}

/** @param {L.Map} map @param {{address: string, attribution: string}} tiles */
function addTiles(map, tiles) {
  const options = { attribution: escaped(tiles.attribution), maxZoom: 19, referrerPolicy: "strict-origin-when-cross-origin" };
  L.tileLayer(tiles.address, /** @type {any} */ (options)).addTo(map);
}

// The view may not leave the ground that the file carries.
/** @param {State} state */
function boundView(state) {
  const { map, data } = state;
  const [west, south, east, north] = data.extent;
  const bounds = L.latLngBounds([south, west], [north, east]);
  map.setMinZoom(0);
  map.setMaxBounds(bounds);
  map.setMinZoom(Math.min(map.getBoundsZoom(bounds, true), map.getMaxZoom()));
}

// What stands above and below the map changes its size too, so the window's own size is not enough.
/** @param {State} state */
function watchSize(state) {
  const { map } = state;
  const container = map.getContainer();
  map.on("resize", () => boundView(state));
  new ResizeObserver(() => {
    if (container.clientWidth && container.clientHeight) map.invalidateSize({ debounceMoveend: true });
  }).observe(container);
}

/** @param {State} state */
function fitFocus(state) {
  const { map, data } = state;
  const [west, south, east, north] = data.focus;
  const room = map.getSize();
  const margin = L.point(Math.min(70, room.x / 8), Math.min(50, room.y / 8));
  const legend = /** @type {HTMLDetailsElement} */ (byId("legend"));
  const beside = legend.open && room.x > 800 ? legend.offsetWidth : 0;
  map.fitBounds([[south, west], [north, east]], {
    paddingTopLeft: margin, paddingBottomRight: margin.add([beside, 0]), maxZoom: 10, animate: false,
  });
}
