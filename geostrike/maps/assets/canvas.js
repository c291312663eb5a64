// Areas of many events on one canvas. While the dates are dragged their outlines are hairlines, which a
// browser draws several times as fast as the full picture.

/** @typedef {{scale: number, x: number, y: number, width: number, height: number, level: number, finest: number, ink: number}} Frame */

const MANY_SHOWN = 300; // from here on hairlines while dragging
const ROOM = 0.25; // of the map's size, drawn beyond each edge, for dragging

const Canvas = /** @type {new (state: State) => L.Layer & Painter} */ (/** @type {unknown} */ (L.Layer.extend({
  /** @this {any} @param {State} state */
  initialize: function (state) {
    this._state = state;
    this._order = stacked(state.entries.filter((entry) => entry.bounds));
  },

  /** @this {any} @param {L.Map} map */
  onAdd: function (map) {
    this._canvas = element("canvas", "areas leaflet-zoom-hide");
    this._canvas.setAttribute("aria-hidden", "true");
    map.getPanes().overlayPane.appendChild(this._canvas);
    map.on("moveend zoomend resize", this._place, this);
    this._place();
  },

  /** @this {any} */
  _place: function () {
    const map = this._state.map;
    const size = map.getSize();
    this._corner = size.multiplyBy(-ROOM).round();
    const whole = size.multiplyBy(1 + 2 * ROOM).round();
    const sharp = window.devicePixelRatio || 1;
    L.DomUtil.setPosition(this._canvas, map.containerPointToLayerPoint(this._corner));
    this._canvas.width = whole.x * sharp;
    this._canvas.height = whole.y * sharp;
    this._canvas.style.width = whole.x + "px";
    this._canvas.style.height = whole.y + "px";
    this._sharp = sharp;
    this.paint(false);
  },

  /** @this {any} @param {boolean} quick */
  paint: function (quick) {
    const state = this._state;
    const context = this._canvas.getContext("2d");
    const shown = this._order.filter((/** @type {Entry} */ entry) => entry.shown);
    const style = getComputedStyle(document.documentElement);
    const colours = state.groups.map((/** @type {Group} */ group) =>
      style.getPropertyValue(group.campaign ? "--gc" : "--g" + (group.index % 8)).trim());
    context.setTransform(this._sharp, 0, 0, this._sharp, 0, 0);
    context.clearRect(0, 0, this._canvas.width, this._canvas.height);
    const frame = this._frame();
    for (const entry of shown) paintEntry(context, entry, colours[entry.group.index], frame, quick && shown.length > MANY_SHOWN);
  },

  // From the unit square of Web Mercator to the canvas, and how strong the lines are.
  /** @this {any} @returns {Frame} */
  _frame: function () {
    const state = this._state;
    const scale = 256 * 2 ** state.map.getZoom();
    const origin = state.map.getPixelBounds().min.add(this._corner);
    return { scale: scale, x: origin.x, y: origin.y, width: this._canvas.width / this._sharp,
      height: this._canvas.height / this._sharp, level: state.level, finest: state.data.finest,
      ink: inkOf(state) };
  },
})));

const DASHES = /** @type {Record<string, number[]>} */ ({ thin: [9, 5], assumed: [2, 4] });

/**
 * @param {CanvasRenderingContext2D} context @param {Entry} entry @param {string} colour
 * @param {Frame} frame @param {boolean} quick
 */
function paintEntry(context, entry, colour, frame, quick) {
  const { rings, box } = projected(entry, frame.level, frame.finest);
  const left = box[0] * frame.scale - frame.x;
  const top = box[1] * frame.scale - frame.y;
  const right = box[2] * frame.scale - frame.x;
  const bottom = box[3] * frame.scale - frame.y;
  if (right < 0 || bottom < 0 || left > frame.width || top > frame.height) return;
  context.beginPath();
  if (Math.max(right - left, bottom - top) < SMALLEST) {
    context.arc((left + right) / 2, (top + bottom) / 2, 4, 0, 7);
  } else {
    for (const ring of rings) traceRing(context, ring, frame);
  }
  context.strokeStyle = colour;
  context.lineWidth = quick || entry.crowd >= CROWD ? 1 : 1.5;
  context.setLineDash(quick ? [] : DASHES[entry.grade] || []);
  if (!quick) {
    context.fillStyle = colour;
    context.globalAlpha = fillOf(entry) * frame.ink;
    context.fill("evenodd");
  }
  context.globalAlpha = frame.ink;
  context.stroke();
  context.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} context @param {Float64Array} ring @param {Frame} frame */
function traceRing(context, ring, frame) {
  context.moveTo(ring[0] * frame.scale - frame.x, ring[1] * frame.scale - frame.y);
  for (let at = 2; at < ring.length; at += 2) {
    context.lineTo(ring[at] * frame.scale - frame.x, ring[at + 1] * frame.scale - frame.y);
  }
  context.closePath();
}
