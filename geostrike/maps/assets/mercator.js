// Areas in the unit square of Web Mercator: the same at every zoom, so made once for each level.

/** @param {number} lon @param {number} lat @returns {[number, number]} in the unit square */
function mercator(lon, lat) {
  const limited = Math.max(-85.05, Math.min(85.05, lat));
  return [lon / 360 + 0.5, 0.5 - Math.asinh(Math.tan((limited * Math.PI) / 180)) / (2 * Math.PI)];
}

/** @param {Entry} entry @param {number} level @param {number} finest */
function projected(entry, level, finest) {
  if (entry.xy && entry.xy.level === level) return entry.xy;
  const region = regionAt(entry, level);
  const [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  /** @type {Box} */
  const box = [left, top, right, bottom];
  const rings = region.polygons.flat().map((ring) => {
    const points = new Float64Array(ring.length);
    let at = 0;
    follow(ring, scaleOf(region, finest), (lon, lat) => {
      const [x, y] = mercator(lon, lat);
      points[at++] = x;
      points[at++] = y;
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    });
    return points;
  });
  entry.xy = { level: level, rings: rings, box: box };
  return entry.xy;
}
