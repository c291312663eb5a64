// Reading the page's data and making elements.
// Text reaches the page through textContent only: no string here is ever read as HTML.

function readData() {
  return JSON.parse(document.getElementById("geostrike-data").textContent);
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

// A paragraph of outside text, which may run from right to left.
function paragraph(className, text) {
  const made = element("p", className, text);
  made.dir = "auto";
  return made;
}

// Only plain web addresses become links; the page's maker has checked the same.
function link(url, text) {
  if (!/^https?:\/\//i.test(url)) return element("span", "", text);
  const made = element("a", "", text);
  made.href = url;
  made.target = "_blank";
  made.rel = "noopener noreferrer";
  return made;
}

// A small picture of how an area is drawn: colour and dashes together.
function swatch(colour, dash, opacity) {
  const space = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(space, "svg");
  const box = document.createElementNS(space, "rect");
  picture.setAttribute("class", "swatch");
  picture.setAttribute("viewBox", "0 0 26 16");
  picture.setAttribute("aria-hidden", "true");
  const attributes = {
    x: 1.5, y: 1.5, width: 23, height: 13, fill: colour, "fill-opacity": opacity,
    stroke: colour, "stroke-width": 2, "stroke-dasharray": dash,
  };
  for (const name of Object.keys(attributes)) box.setAttribute(name, attributes[name]);
  picture.appendChild(box);
  return picture;
}

// Whole numbers, first a position and then steps, to Leaflet's [latitude, longitude] pairs.
function unpack(steps, scale) {
  const points = [];
  let lon = 0;
  let lat = 0;
  for (let i = 0; i < steps.length; i += 2) {
    lon += steps[i];
    lat += steps[i + 1];
    points.push([lat / scale, lon / scale]);
  }
  return points;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAY_MS = 86400000;

// Days are whole numbers since 1970; the clock is never read.
function dayNumber(text) {
  const parts = text.split("-").map(Number);
  const moment = new Date(0);
  moment.setUTCFullYear(parts[0], parts[1] - 1, parts[2]);
  return Math.round(moment.getTime() / DAY_MS);
}

function dayParts(day) {
  const moment = new Date(day * DAY_MS);
  return { year: moment.getUTCFullYear(), month: moment.getUTCMonth(), day: moment.getUTCDate() };
}

function dayText(day) {
  const parts = dayParts(day);
  return parts.day + " " + MONTHS[parts.month] + " " + parts.year;
}

function isoDay(day) {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
