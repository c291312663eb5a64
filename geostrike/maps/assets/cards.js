// A card: one event with its evidence.

// The quote as it stands, with the words marked that say when, where and how many.
/** @param {Source} source */
function makeQuote(source) {
  const quote = element("blockquote");
  quote.dir = "auto";
  let done = 0;
  for (const [start, length, kind] of source.marks) {
    quote.append(source.quote.slice(done, start), element("mark", kind, source.quote.slice(start, start + length)));
    done = start + length;
  }
  quote.append(source.quote.slice(done));
  return quote;
}

const MOST_SOURCES = 6; // that a card shows at once

/** @param {Source[]} sources */
function makeSources(sources) {
  const list = element("div", "sources");
  list.append(...sources.slice(0, MOST_SOURCES).flatMap(makeSource));
  const others = sources.slice(MOST_SOURCES);
  if (others.length) {
    const more = element("details", "method");
    more.append(element("summary", "", plural(others.length, "more source")), ...others.flatMap(makeSource));
    list.appendChild(more);
  }
  return list;
}

/** @param {Source} source */
function makeSource(source) {
  const cite = element("p", "cite");
  if (source.publisher) cite.append(element("bdi", "", source.publisher), ", ");
  cite.append(link(source.url, source.title || source.url || source.id || "document"));
  if (source.published) cite.append(", " + source.published);
  return source.quote ? [makeQuote(source), cite] : [cite];
}

/** @param {[string, string][]} pairs */
function makeFacts(pairs) {
  const list = element("dl", "facts");
  for (const [label, value] of pairs) {
    const row = element("div");
    const words = element("dd", "", value);
    words.dir = "auto";
    row.append(element("dt", "", label), words);
    list.appendChild(row);
  }
  return list;
}

/** @param {State} state @param {Entry} entry */
function makeMethod(state, entry) {
  const details = element("details", "method");
  details.appendChild(element("summary", "", entry.regions.length ? "How the area was drawn" : "How it was read"));
  const remarks = textAt(state.data, "remarks", entry.row);
  if (remarks) details.appendChild(paragraph("", remarks));
  const extras = extrasOf(state.data, entry.row);
  if (extras.length) details.appendChild(makeFacts(extras));
  details.appendChild(element("p", "identifier", entry.id));
  return details;
}

/** @param {State} state @param {Entry} entry */
function makeHeading(state, entry) {
  const heading = element("h3");
  const choose = button("card-button", "", () => select(state, entry, "list"));
  choose.setAttribute("aria-pressed", "false");
  choose.append(makeBadge(entry), element("span", "", entry.when));
  heading.appendChild(choose);
  return heading;
}

/** @param {Entry} entry */
function groupClass(entry) {
  return entry.group.campaign ? "gc" : "g" + (entry.group.index % 8);
}

/** @param {Entry} entry */
function makeBadge(entry) {
  return element("span", "badge " + groupClass(entry), entry.number);
}

// How well measured it is how large such an area must be.
/** @param {State} state @param {Entry} entry */
function makeGrade(state, entry) {
  const line = element("p", "grade");
  line.append(swatch("outline " + entry.grade, "", true), " Evidence for the area’s size: " + state.data.legend.grades[entry.grade].toLowerCase());
  return line;
}

/** @param {State} state @param {Entry} entry */
function makeCard(state, entry) {
  const { data } = state;
  const card = element("article", "card " + groupClass(entry));
  const sources = sourcesOf(data, entry.row);
  const conflicts = textAt(data, "conflicts", entry.row);
  const worded = quoted(textsAt(data, "dates", entry.row));
  card.appendChild(makeHeading(state, entry));
  if (entry.place) card.appendChild(paragraph("place", entry.place));
  if (!entry.regions.length) card.appendChild(paragraph("unplaced", "Not placed on the map: " + entry.reason));
  if (entry.from === null) card.appendChild(paragraph("unplaced", "Not dated: shown whatever dates are chosen."));
  card.appendChild(makeFacts(factsOf(data, entry.row)));
  if (conflicts) card.appendChild(paragraph("conflicts", "Sources differ. " + conflicts));
  card.appendChild(makeSources(sources));
  if (worded) card.appendChild(paragraph("worded", "Dated in the sources: " + worded));
  if (entry.regions.length) card.appendChild(paragraph("area", sizeText(state, entry)));
  if (entry.regions.length && entry.grade) card.appendChild(makeGrade(state, entry));
  card.appendChild(makeMethod(state, entry));
  card.addEventListener("click", (event) => {
    if (!(/** @type {Element} */ (event.target).closest("a, button, summary"))) select(state, entry, "list");
  });
  return card;
}
