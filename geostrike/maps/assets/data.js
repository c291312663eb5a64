// The page's data, unpacked: columns of numbers to entries, whole numbers to positions.

const MARK_KINDS = ["date", "place", "count"];

/** @param {PageData} data @returns {Group[]} */
function makeGroups(data) {
  return data.groups.map((group, index) =>
    Object.assign({ index: index, campaign: group.key === "campaigns", layer: window["feature_group_" + group.key] }, group));
}

/** @param {PageData} data @param {string} column @param {number} row */
function textAt(data, column, row) {
  const values = data.events[column];
  return values ? data.texts[values[row]] : "";
}

/** @param {PageData} data @param {string} column @param {number} row @returns {string[]} */
function textsAt(data, column, row) {
  const value = data.events[column] && data.events[column][row];
  return value ? [value].flat().map((/** @type {number} */ number) => data.texts[number]) : [];
}

/** @param {PageData} data @param {Group[]} groups @returns {Entry[]} */
function makeEntries(data, groups) {
  const columns = data.events;
  const entries = [];
  let day = 0;
  for (let row = 0; row < columns.count; row++) {
    const step = columns.first[row];
    if (step !== null) day += step;
    const from = step === null ? null : day;
    const to = from === null ? null : from + (columns.days ? columns.days[row] : 0);
    const regions = readRegions(data, row);
    const bounds = regions.length ? boundsOf(regions[0], data.finest) : null;
    entries.push({
      row: row, id: (columns.short && from !== null ? isoDay(from) : "") + columns.id[row], number: (columns.number && columns.number[row]) || String(row + 1),
      group: groups[columns.group ? columns.group[row] : 0], from: from, to: to,
      when: textAt(data, "when", row) || (from === null ? "date not known" : dayText(from)),
      evidence: textAt(data, "evidence", row), grade: gradeAt(data, row), regions: regions, reason: textAt(data, "reason", row),
      place: quoted(textsAt(data, "places", row)), passes: true, shown: true, bounds: bounds, crowd: 1,
      size: bounds ? (bounds.getEast() - bounds.getWest()) * (bounds.getNorth() - bounds.getSouth()) : 0,
    });
  }
  return entries;
}

// A grade of evidence that the legend knows; a text such as "constructor" is none.
/** @param {PageData} data @param {number} row */
function gradeAt(data, row) {
  const grade = textAt(data, "evidence", row);
  return Object.keys(data.legend.grades).includes(grade) ? grade : "";
}

/** @param {string[]} texts */
function quoted(texts) {
  return texts.map((text) => "“" + text + "”").join(" · ");
}

/** @param {PageData} data @param {number} row @returns {Region[]} */
function readRegions(data, row) {
  const parts = (data.events.regions && data.events.regions[row]) || [];
  const regions = [];
  for (let at = 0; at < parts.length; at += 4) {
    const [level, size, grain, polygons] = /** @type {[number, number, number, Steps[][]]} */ (parts.slice(at, at + 4));
    regions.push({ level: level, size: data.texts[size], grain: grain, polygons: polygons });
  }
  return regions;
}

// The region at the level that the reader chose; where there is none, the next wider one.
/** @param {Entry} entry @param {number} level */
function regionAt(entry, level) {
  const wider = entry.regions.filter((region) => region.level <= level);
  return wider.length ? wider[wider.length - 1] : entry.regions[0];
}

/** @param {Steps} steps @param {number} scale @param {(lon: number, lat: number) => void} take */
function follow(steps, scale, take) {
  let lon = 0;
  let lat = 0;
  for (let at = 0; at < steps.length; at += 2) {
    lon += steps[at];
    lat += steps[at + 1];
    take(lon / scale, lat / scale);
  }
}

/** @param {Steps} steps @param {number} scale @returns {[number, number][]} pairs of latitude and longitude */
function unpack(steps, scale) {
  /** @type {[number, number][]} */
  const points = [];
  follow(steps, scale, (lon, lat) => points.push([lat, lon]));
  return points;
}

/** @param {Region} region @param {number} finest steps per degree */
function scaleOf(region, finest) {
  return finest / 2 ** region.grain;
}

/** @param {Region} region @param {number} finest */
function shapeOf(region, finest) {
  return region.polygons.map((rings) => rings.map((ring) => unpack(ring, scaleOf(region, finest))));
}

/** @param {Region} region @param {number} finest */
function boundsOf(region, finest) {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const rings of region.polygons) {
    follow(rings[0], scaleOf(region, finest), (lon, lat) => {
      west = Math.min(west, lon);
      east = Math.max(east, lon);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    });
  }
  return L.latLngBounds([south, west], [north, east]);
}

/** @param {PageData} data @param {number} row @returns {[string, string][]} */
function factsOf(data, row) {
  const columns = Object.entries(data.events.facts || {});
  return columns.filter((column) => column[1][row]).map(([label, values]) => [label, data.texts[values[row]]]);
}

/** @param {PageData} data @param {number} row @returns {[string, string][]} */
function extrasOf(data, row) {
  const texts = textsAt(data, "extra", row);
  /** @type {[string, string][]} */
  const pairs = [];
  for (let at = 0; at < texts.length; at += 2) pairs.push([texts[at], texts[at + 1]]);
  return pairs;
}

/** @param {PageData} data @param {number} row @returns {Source[]} */
function sourcesOf(data, row) {
  const parts = (data.events.sources && data.events.sources[row]) || [];
  const sources = [];
  for (let at = 0; at < parts.length; at += 3) {
    const [number, quote, marks] = /** @type {[number, string, number[] | 0]} */ (parts.slice(at, at + 3));
    const [publisher, day, title, url, id] = data.documents[number];
    sources.push({
      publisher: publisher, day: day, title: title, url: url, id: id, quote: quote,
      published: day ? dayText(dayNumber(day)) : "", marks: marks ? readMarks(marks) : findMarks(data, row, quote),
    });
  }
  return sources;
}

/** @param {number[]} numbers @returns {[number, number, string][]} */
function readMarks(numbers) {
  /** @type {[number, number, string][]} */
  const marks = [];
  for (let at = 0; at < numbers.length; at += 2) {
    marks.push([numbers[at], Math.floor(numbers[at + 1] / 3), MARK_KINDS[numbers[at + 1] % 3]]);
  }
  return marks;
}

// The event's own words for when and where, looked for in the quote; the page's maker does the same.
/** @param {PageData} data @param {number} row @param {string} quote @returns {[number, number, string][]} */
function findMarks(data, row, quote) {
  /** @type {[number, number, string][]} */
  const found = [];
  for (const kind of ["date", "place"]) {
    for (const text of textsAt(data, kind + "s", row)) {
      const at = quote.indexOf(text);
      if (text && at >= 0) found.push([at, text.length, kind]);
    }
  }
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1] || (a[2] < b[2] ? -1 : 1));
  let end = 0;
  return found.filter(([start, length]) => start >= end && ((end = start + length), true));
}

// How large an area is, and how sure.
/** @param {State} state @param {Entry} entry */
function sizeText(state, entry) {
  const region = regionAt(entry, state.level);
  const level = state.data.levels[region.level];
  const sure = level ? ", which should hold the true place in " + percent(level) + " of such cases" : "";
  const radius = region === entry.regions[0] ? textAt(state.data, "radius", entry.row) : "";
  const reach = radius ? "; all of it within " + radius + " of one point" : "";
  return "Somewhere in " + region.size + " km²" + sure + reach + ".";
}

/** @param {number} level */
function percent(level) {
  return Math.round(level * 100) + "%";
}
