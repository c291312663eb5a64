// Elements, days and lengths.
// Text reaches the page through textContent only: no string here is ever read as HTML.

/** @returns {PageData} */
function readData() {
  return JSON.parse(byId("geostrike-data").textContent || "{}");
}

/** @param {string} id @returns {HTMLElement} */
function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {string} [className] @param {string} [text]
 * @returns {HTMLElementTagNameMap[T]}
 */
function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

/** @param {string} className @param {string} text @param {() => void} act */
function button(className, text, act) {
  const made = element("button", className, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

// A paragraph of outside text, which may run from right to left.
/** @param {string} className @param {string} text */
function paragraph(className, text) {
  const made = element("p", className, text);
  made.dir = "auto";
  return made;
}

// Only plain web addresses become links; the page's maker has checked the same.
/** @param {string} url @param {string} text */
function link(url, text) {
  if (!/^https?:\/\//i.test(url)) return element("bdi", "", text);
  const made = element("a", "", text);
  made.href = url;
  made.target = "_blank";
  made.rel = "noopener noreferrer";
  made.dir = "auto";
  return made;
}

// A small picture of an area or an outline; its colours come from the style sheet.
/** @param {string} className @param {string} dash @param {boolean} line */
function swatch(className, dash, line) {
  const space = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(space, "svg");
  const shape = document.createElementNS(space, line ? "path" : "rect");
  picture.setAttribute("class", "swatch " + className);
  picture.setAttribute("viewBox", "0 0 26 16");
  picture.setAttribute("aria-hidden", "true");
  const attributes = line ? { d: "M0 8h26" } : { x: "1.5", y: "1.5", width: "23", height: "13" };
  for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value);
  if (dash) shape.setAttribute("stroke-dasharray", dash);
  picture.appendChild(shape);
  return picture;
}

// Leaflet takes a credit as HTML.
/** @param {string} text */
function escaped(text) {
  const signs = /** @type {Record<string, string>} */ ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" });
  return text.replace(/[&<>"']/g, (sign) => signs[sign]);
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAY_MS = 86400000;

// Days are whole numbers since 1970; the clock is never read.
/** @param {string} text */
function dayNumber(text) {
  const [year, month, day] = text.split("-").map(Number);
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, day);
  return Math.round(moment.getTime() / DAY_MS);
}

/** @param {number} day */
function dayParts(day) {
  const moment = new Date(day * DAY_MS);
  return { year: moment.getUTCFullYear(), month: moment.getUTCMonth(), day: moment.getUTCDate() };
}

/** @param {number} day */
function dayText(day) {
  const parts = dayParts(day);
  return parts.day + " " + MONTHS[parts.month] + " " + parts.year;
}

/** @param {number} day */
function isoDay(day) {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

// Two significant digits, as people state lengths.
/** @param {number} value */
function rounded(value) {
  const size = Math.floor(Math.log10(value));
  return size < 1 ? value.toFixed(1 - size) : String(Math.round(value / 10 ** (size - 1)) * 10 ** (size - 1));
}

/** @param {number} metres */
function lengthText(metres) {
  return rounded(metres / 1000) + " km (" + rounded(metres / 1609.344) + " mi)";
}

const WINDS = ["north", "north-north-east", "north-east", "east-north-east", "east", "east-south-east", "south-east",
  "south-south-east", "south", "south-south-west", "south-west", "west-south-west", "west", "west-north-west",
  "north-west", "north-north-west"];

/** @param {number} bearing degrees */
function windOf(bearing) {
  return WINDS[Math.round(bearing / 22.5) % 16];
}

/** @param {number} number @param {string} noun */
function plural(number, noun) {
  return number.toLocaleString("en") + " " + noun + (number === 1 ? "" : "s");
}
