// The time window: a strip with one bar for each event from its first to its last possible day (where there are
// many, columns that count them), and two handles (native sliders, so that keyboard and screen reader work).
// What overlaps the window is shown.

const LANE = 13; // pixels
const NUMBER = 24; // pixels
const MOST_LANES = 5;
const MOST_BARS = 120;
const COLUMN = 6; // pixels
const COLUMNS_HIGH = 44; // pixels
const PLAY_STEPS = 100;

/** @param {Entry[]} entries */
function timeSpan(entries) {
  let [first, last] = [Infinity, -Infinity];
  for (const entry of entries) {
    if (entry.from === null || entry.to === null) continue;
    first = Math.min(first, entry.from);
    last = Math.max(last, entry.to);
  }
  if (first > last) return null;
  const margin = Math.max(2, Math.round((last - first) * 0.04));
  return { first: first - margin, last: last + margin, starts: first, ends: last };
}

/** @param {State} state @param {string} name @param {number} value @param {(day: number) => void} change */
function makeSlider(state, name, value, change) {
  const slider = element("input", "handle");
  const { first, last } = /** @type {{first: number, last: number}} */ (state.span);
  slider.type = "range";
  slider.min = String(first);
  slider.max = String(last);
  slider.value = String(value);
  slider.setAttribute("aria-label", name);
  slider.addEventListener("input", () => {
    stopPlaying(state);
    change(Number(slider.value));
  });
  return slider;
}

/** @param {State} state */
function buildTimeline(state) {
  const box = byId("timeline");
  state.span = timeSpan(state.entries);
  if (!state.span) {
    box.hidden = true;
    return;
  }
  state.from = state.span.first;
  state.to = state.span.last;
  const strip = element("div", "strip");
  const track = element("div", "track");
  const from = makeSlider(state, "First day shown", state.from, (day) => setWindow(state, Math.min(day, state.to), state.to));
  const to = makeSlider(state, "Last day shown", state.to, (day) => setWindow(state, state.from, Math.max(day, state.from)));
  const line = element("div", "window-line");
  const play = button("plain", "▶ Play", () => togglePlaying(state));
  const all = button("plain all-dates", "All dates", () => allDates(state));
  const words = element("output", "window-text");
  const outside = [element("i", "outside"), element("i", "outside")];
  line.append(play, words, all);
  strip.append(track, from, to);
  box.append(strip, line);
  state.timeline = { track: track, from: from, to: to, words: words, all: all, play: play, outside: outside, timer: 0 };
  layOutTimeline(state);
  window.addEventListener("resize", () => {
    layOutTimeline(state);
    drawTimeline(state);
  });
}

/** @param {State} state */
function allDates(state) {
  stopPlaying(state);
  if (state.span) setWindow(state, state.span.first, state.span.last);
}

// Play: a window of all dates grows from its start; a narrower one moves on.
/** @param {State} state */
function togglePlaying(state) {
  const { span, timeline } = state;
  if (!timeline || !span) return;
  if (timeline.timer) {
    stopPlaying(state);
    return;
  }
  const grows = state.from === span.first;
  const length = state.to - state.from;
  const step = Math.max(1, Math.round((span.last - span.first) / PLAY_STEPS));
  if (state.to >= span.last) setWindow(state, span.first, span.first + (grows ? step : length));
  timeline.timer = window.setInterval(() => {
    const to = Math.min(span.last, state.to + step);
    setWindow(state, grows ? span.first : to - length, to);
    if (to >= span.last) stopPlaying(state);
  }, 120);
  timeline.play.textContent = "❚❚ Pause";
}

/** @param {State} state */
function stopPlaying(state) {
  if (!state.timeline || !state.timeline.timer) return;
  window.clearInterval(state.timeline.timer);
  state.timeline.timer = 0;
  state.timeline.play.textContent = "▶ Play";
}

/** @param {State} state @param {number} day */
function xOf(state, day) {
  const { first, last } = /** @type {{first: number, last: number}} */ (state.span);
  const track = /** @type {Timeline} */ (state.timeline).track;
  return ((day - first) / (last - first)) * track.clientWidth;
}

/** @param {State} state */
function layOutTimeline(state) {
  const timeline = /** @type {Timeline} */ (state.timeline);
  const dated = state.entries.filter((entry) => entry.from !== null);
  timeline.track.textContent = "";
  timeline.track.style.height = "";
  delete timeline.columns;
  if (dated.length > MOST_BARS) layOutColumns(state, timeline);
  else layOutBars(state, timeline, dated.sort((a, b) => Number(a.from) - Number(b.from) || Number(a.to) - Number(b.to)));
  drawTicks(state, timeline);
  timeline.track.append(...timeline.outside);
}

// Give each bar the first lane in which it and its number have room, else that with most.
/** @param {State} state @param {Timeline} timeline @param {Entry[]} dated */
function layOutBars(state, timeline, dated) {
  /** @type {Bar[][]} */
  const lanes = [];
  for (const entry of dated) {
    const left = xOf(state, Number(entry.from));
    const right = Math.max(left + 7, xOf(state, Number(entry.to) + 1));
    const ends = lanes.map((lane) => lane[lane.length - 1].right + NUMBER);
    let at = ends.findIndex((end) => end <= left);
    if (at < 0) at = lanes.length < MOST_LANES ? lanes.push([]) - 1 : ends.indexOf(Math.min(...ends));
    lanes[at].push({ entry: entry, left: left, right: right });
  }
  lanes.forEach((lane, rank) => lane.forEach((bar, at) => {
    bar.entry.bars = [];
    addPart(state, timeline, bar.entry, "bar", bar.left, rank * LANE + 7).style.width = bar.right - bar.left + "px";
    const left = dated.length <= 80 ? numberLeft(timeline, bar, lane[at - 1], lane[at + 1]) : null;
    if (left !== null) addPart(state, timeline, bar.entry, "bar-number", left, rank * LANE + 3).textContent = bar.entry.number;
  }));
  timeline.track.style.height = Math.max(1, lanes.length) * LANE + 28 + "px";
}

// Where a bar's number goes: after it, at the edge before it, and nowhere where a bar or a number stands.
/** @param {Timeline} timeline @param {Bar} bar @param {Bar} [before] @param {Bar} [next] */
function numberLeft(timeline, bar, before, next) {
  const width = 8 * bar.entry.number.length;
  if (bar.right + 3 + width <= timeline.track.clientWidth) return next && next.left < bar.right + NUMBER ? null : bar.right + 3;
  return before && before.right + NUMBER > bar.left - 4 - width ? null : bar.left - 4 - width;
}

/** @param {State} state @param {Timeline} timeline @param {Entry} entry @param {string} name @param {number} left @param {number} top */
function addPart(state, timeline, entry, name, left, top) {
  const part = element(name === "bar" ? "i" : "b", name + " " + groupClass(entry));
  part.style.left = left + "px";
  part.style.top = top + "px";
  part.addEventListener("click", () => select(state, entry, "time"));
  timeline.track.appendChild(part);
  /** @type {HTMLElement[]} */ (entry.bars).push(part);
  return part;
}

/** @param {State} state @param {Timeline} timeline */
function layOutColumns(state, timeline) {
  const { first, last } = /** @type {{first: number, last: number}} */ (state.span);
  const days = Math.max(1, ((last - first) * COLUMN) / timeline.track.clientWidth);
  timeline.track.style.height = COLUMNS_HIGH + 32 + "px";
  timeline.columns = [];
  for (let from = first; from < last; from += days) {
    const part = element("i", "column");
    part.style.left = xOf(state, from) + "px";
    part.style.width = COLUMN - 1 + "px";
    timeline.columns.push({ part: part, from: from, to: from + days });
    timeline.track.appendChild(part);
  }
  drawColumns(state, timeline);
}

// Count in each column the events that pass all but the window; a long one counts in each that it reaches.
/** @param {State} state @param {Timeline} timeline */
function drawColumns(state, timeline) {
  const columns = timeline.columns || [];
  const start = columns[0].from;
  const days = columns[0].to - start;
  const counts = columns.map(() => 0);
  for (const entry of state.entries) {
    if (entry.from === null || entry.to === null || !isOn(state, entry)) continue;
    const until = Math.min(counts.length - 1, Math.floor((entry.to - start) / days));
    for (let at = Math.floor((entry.from - start) / days); at <= until; at++) counts[at] += 1;
  }
  const most = Math.max(1, ...counts);
  columns.forEach((column, at) => {
    column.part.style.height = counts[at] ? Math.max(2, (counts[at] / most) * COLUMNS_HIGH) + "px" : "0";
    column.part.title = counts[at] ? plural(counts[at], "event") + " from " + dayText(Math.ceil(column.from)) : "";
  });
}

// Ticks at the finest of these steps that leaves room for words: days, months, years.
/** @param {State} state @param {number} most @returns {[number, string][]} */
function tickDays(state, most) {
  const { first, last } = /** @type {{first: number, last: number}} */ (state.span);
  for (const step of [1, 2, 7]) {
    if ((last - first) / step > most) continue;
    /** @type {[number, string][]} */
    const days = [];
    for (let day = first; day <= last; day += step) days.push([day, dayText(day).replace(/ -?\d+$/, "")]);
    return days;
  }
  for (const step of [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000]) {
    if ((last - first) / (30.44 * step) <= most) return monthTicks(first, last, step);
  }
  return [];
}

/** @param {number} first @param {number} last @param {number} step months */
function monthTicks(first, last, step) {
  const start = dayParts(first);
  /** @type {[number, string][]} */
  const ticks = [];
  for (let month = Math.ceil((start.year * 12 + start.month) / step) * step; ; month += step) {
    const moment = new Date(0);
    moment.setUTCFullYear(Math.floor(month / 12), month % 12, 1);
    const day = Math.round(moment.getTime() / DAY_MS);
    if (day > last) return ticks;
    const year = String(Math.floor(month / 12));
    const name = month % 12 === 0 ? year : MONTHS[month % 12] + (ticks.length ? "" : " " + year);
    if (day >= first) ticks.push([day, name]);
  }
}

/** @param {State} state @param {Timeline} timeline */
function drawTicks(state, timeline) {
  const width = timeline.track.clientWidth;
  for (const [day, words] of tickDays(state, Math.max(3, width / 75))) {
    const tick = element("span", "tick", words);
    tick.style.left = xOf(state, day) + "px";
    if (width - xOf(state, day) > 8 + 6 * words.length) timeline.track.appendChild(tick);
  }
}

/** @param {State} state @param {number} from @param {number} to */
function setWindow(state, from, to) {
  state.from = from;
  state.to = to;
  refreshWindow(state);
}

/** @param {State} state */
function drawTimeline(state) {
  const { timeline, span } = state;
  if (!timeline || !span) return;
  const { track, from, to, words, all, outside } = timeline;
  from.value = String(state.from);
  to.value = String(state.to);
  from.setAttribute("aria-valuetext", dayText(state.from));
  to.setAttribute("aria-valuetext", dayText(state.to));
  from.style.zIndex = state.from > (span.first + span.last) / 2 ? "3" : "2";
  all.disabled = state.from === span.first && state.to === span.last;
  const [first, last] = all.disabled ? [span.starts, span.ends] : [state.from, state.to];
  words.textContent = dayText(first) + " – " + dayText(last);
  outside[0].style.left = "0px";
  outside[0].style.width = xOf(state, state.from) + "px";
  outside[1].style.left = xOf(state, state.to) + "px";
  outside[1].style.width = track.clientWidth - xOf(state, state.to) + "px";
  if (timeline.columns) return;
  for (const entry of state.entries) {
    if (!entry.bars) continue;
    entry.bars.forEach((part) => part.classList.toggle("faded", !entry.shown));
    entry.bars[0].classList.toggle("selected", entry === state.selected);
  }
}
