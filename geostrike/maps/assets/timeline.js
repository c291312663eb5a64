// The time window: a strip with one bar for each event from its first to its last possible day, and two
// handles (native sliders, so that keyboard and screen reader work). What overlaps the window is shown.

const LANE = 13; // pixels
const MOST_LANES = 5;

function timeSpan(entries) {
  const dated = entries.filter((entry) => entry.start);
  if (!dated.length) return null;
  const first = Math.min(...dated.map((entry) => entry.from));
  const last = Math.max(...dated.map((entry) => entry.to));
  const margin = Math.max(2, Math.round((last - first) * 0.04));
  return { first: first - margin, last: last + margin };
}

function makeSlider(state, name, value, change) {
  const slider = element("input", "handle");
  slider.type = "range";
  slider.min = state.span.first;
  slider.max = state.span.last;
  slider.value = value;
  slider.setAttribute("aria-label", name);
  slider.addEventListener("input", () => change(Number(slider.value)));
  return slider;
}

function buildTimeline(state) {
  const box = document.getElementById("timeline");
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
  const all = element("button", "all-dates", "Show all dates");
  all.type = "button";
  all.addEventListener("click", () => setWindow(state, state.span.first, state.span.last));
  const words = element("output", "window-text");
  line.append(words, all);
  strip.append(track, from, to);
  box.append(strip, line);
  state.timeline = { box: box, track: track, from: from, to: to, words: words, all: all };
  layOutTimeline(state);
  window.addEventListener("resize", () => {
    layOutTimeline(state);
    drawTimeline(state);
  });
}

function xOf(state, day) {
  return ((day - state.span.first) / (state.span.last - state.span.first)) * state.timeline.track.clientWidth;
}

// Give each bar the first lane in which it and its number have room.
function packLanes(state, dated) {
  const ends = [];
  for (const entry of dated) {
    const left = xOf(state, entry.from);
    const width = Math.max(7, xOf(state, entry.to + 1) - left);
    let lane = ends.findIndex((end) => end <= left);
    const crowded = lane < 0 && ends.length === MOST_LANES;
    if (lane < 0) lane = crowded ? entry.from % MOST_LANES : ends.length;
    ends[lane] = left + width + 24;
    entry.bar = { left: left, width: width, lane: lane, crowded: crowded };
  }
  return Math.max(1, ends.length);
}

function layOutTimeline(state) {
  const track = state.timeline.track;
  const dated = state.entries.filter((entry) => entry.start).sort((a, b) => a.from - b.from || a.to - b.to);
  track.textContent = "";
  track.style.height = "";
  const lanes = packLanes(state, dated);
  track.style.height = lanes * LANE + 28 + "px";
  drawTicks(state);
  for (const entry of dated) {
    const bar = element("i", "bar");
    bar.style.left = entry.bar.left + "px";
    bar.style.top = entry.bar.lane * LANE + 7 + "px";
    bar.style.width = entry.bar.width + "px";
    bar.style.backgroundColor = state.groups[entry.group].colour;
    entry.barParts = [bar];
    if (dated.length <= 80 && !entry.bar.crowded) {
      const number = element("b", "bar-number", entry.number);
      const after = entry.bar.left + entry.bar.width + 3;
      const atEdge = after + 8 * entry.number.length > track.clientWidth;
      number.style.left = (atEdge ? entry.bar.left - 4 - 8 * entry.number.length : after) + "px";
      number.style.top = entry.bar.lane * LANE + 3 + "px";
      number.style.color = state.groups[entry.group].colour;
      entry.barParts.push(number);
    }
    entry.barParts.forEach((part) => {
      part.addEventListener("click", () => select(state, entry.id, "time"));
      track.appendChild(part);
    });
  }
  const dim = () => element("i", "outside");
  state.timeline.outside = [dim(), dim()];
  state.timeline.outside.forEach((part) => track.appendChild(part));
}

// Ticks at the finest of these steps that leaves room for words: days, months, years.
function tickDays(state, most) {
  const first = dayParts(state.span.first);
  const length = state.span.last - state.span.first;
  for (const step of [1, 2, 7]) {
    if (length / step <= most) {
      const days = [];
      for (let day = state.span.first; day <= state.span.last; day += step) days.push(day);
      return days.map((day) => [day, dayText(day).replace(/ -?\d+$/, "")]);
    }
  }
  for (const step of [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000]) {
    if (length / (30.44 * step) > most) continue;
    const ticks = [];
    for (let month = Math.ceil((first.year * 12 + first.month) / step) * step; ; month += step) {
      const moment = new Date(0);
      moment.setUTCFullYear(Math.floor(month / 12), month % 12, 1);
      const day = Math.round(moment.getTime() / DAY_MS);
      if (day > state.span.last) return ticks;
      const name = month % 12 === 0 ? String(month / 12) : MONTHS[month % 12] + (ticks.length ? "" : " " + Math.floor(month / 12));
      if (day >= state.span.first) ticks.push([day, name]);
    }
  }
  return [];
}

function drawTicks(state) {
  const track = state.timeline.track;
  for (const [day, words] of tickDays(state, Math.max(3, track.clientWidth / 75))) {
    const tick = element("span", "tick", words);
    tick.style.left = xOf(state, day) + "px";
    track.appendChild(tick);
  }
}

function setWindow(state, from, to) {
  state.from = from;
  state.to = to;
  refresh(state);
}

function drawTimeline(state) {
  if (!state.timeline) return;
  const { track, from, to, words, all, outside } = state.timeline;
  from.value = state.from;
  to.value = state.to;
  from.setAttribute("aria-valuetext", dayText(state.from));
  to.setAttribute("aria-valuetext", dayText(state.to));
  from.style.zIndex = state.from > (state.span.first + state.span.last) / 2 ? 3 : 2;
  words.textContent = dayText(state.from) + " – " + dayText(state.to);
  all.hidden = state.from === state.span.first && state.to === state.span.last;
  outside[0].style.left = "0px";
  outside[0].style.width = xOf(state, state.from) + "px";
  outside[1].style.left = xOf(state, state.to) + "px";
  outside[1].style.width = track.clientWidth - xOf(state, state.to) + "px";
  for (const entry of state.entries) {
    if (!entry.barParts) continue;
    entry.barParts.forEach((part) => part.classList.toggle("faded", !entry.shown));
    entry.barParts[0].classList.toggle("selected", entry.id === state.selected);
  }
}
