// A page that may ask its endpoint: the neighbours of a node are fetched when the user wants them, and nothing else is.

const AT_ONCE = 25; // links of one fetch
const MOST_NODES = 1_000; // of the page; beyond them vis-network is too slow
const MOST_VALUES = 5_000; // told of the nodes of one fetch
const LONGEST_VALUE = 2_000; // characters of one text
const PATIENCE = 30; // seconds for one answer
const LARGEST = 5; // million characters of one answer
const APART = 12; // between a new card and those that are there
const JSON_RESULTS = "application/sparql-results+json";
const RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const asked = new Map(); // by node: whether it is being asked for, whether there is more, what is to be said

class Trouble extends Error {
  constructor(name, n) {
    super(name);
    Object.assign(this, { said: { name: `live_error_${name}`, n } });
  }
}

// -- queries: the only thing of the data that enters their text is an IRI between its brackets

// What no IRI may hold is refused and not escaped, so that nothing of a name becomes part of a query.
const askable = (iri) => /^[a-z][a-z0-9+.-]*:[^\x00-\x20<>"{}|^`\\]*$/i.test(iri) && iri.isWellFormed();
function ref(iri) {
  if (!askable(iri)) throw new Trouble("iri");
  return `<${iri}>`;
}
const refs = (iris) => iris.filter(askable).map(ref).join(" ");
const anywhere = (pattern) => (data.live.named ? `{ ${pattern} } UNION { GRAPH ?graph { ${pattern} } }` : pattern);
const spoken = (value) => `(LANG(${value}) = "" || ${["zh", "en"].map((language) => `LANGMATCHES(LANG(${value}), "${language}")`).join(" || ")})`;

// What is known already is left out, so that asking again gives what is still missing, in whatever order it comes.
function linksQuery(id) {
  const self = ref(id);
  const half = (way, pattern, here, there) => {
    const known = new Map();
    for (const link of linksOf.get(id)) {
      if (link[here] === id && askable(link.property) && askable(link[there])) known.set(link.property, [...(known.get(link.property) || []), ref(link[there])]);
    }
    const rest = [...known].map(([property, ends]) => ` && !(?p = ${ref(property)} && ?x IN (${ends.join(", ")}))`).join("");
    return `{ { ${anywhere(pattern)} } BIND(${way} AS ?way) FILTER(ISIRI(?x) && ?p NOT IN (${data.live.aside.map(ref).join(", ")})${rest}) }`;
  };
  return `SELECT DISTINCT ?way ?p ?x { ${half(0, `${self} ?p ?x`, "from", "to")} UNION ${half(1, `?x ?p ${self}`, "to", "from")} } LIMIT ${AT_ONCE + 1}`;
}

const toldQuery = (iris) => `SELECT DISTINCT ?s ?p ?o { VALUES ?s { ${refs(iris)} } { ${anywhere("?s ?p ?o")} } FILTER(?p = <${RDF_TYPE}> || (ISLITERAL(?o) && ${spoken("?o")})) } LIMIT ${MOST_VALUES}`;
const namesQuery = (iris) => `SELECT DISTINCT ?s ?p ?o { VALUES ?s { ${refs(iris)} } VALUES ?p { ${refs(data.live.labels)} } { ${anywhere("?s ?p ?o")} } FILTER(ISLITERAL(?o) && ${spoken("?o")}) } LIMIT ${MOST_VALUES}`;

async function ask(query) {
  let text;
  try {
    const response = await fetch(data.live.address, {
      method: "POST",
      body: new URLSearchParams({ query }),
      headers: { Accept: JSON_RESULTS },
      credentials: "omit",
      referrerPolicy: "no-referrer",
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE * 1000),
    });
    if (!response.ok) throw new Trouble("status", response.status);
    text = await whole(response);
  } catch (error) {
    if (error instanceof Trouble) throw error;
    throw new Trouble(error.name === "TimeoutError" ? "time" : "reach", PATIENCE);
  }
  let rows;
  try {
    rows = JSON.parse(text).results.bindings;
  } catch {
    throw new Trouble("form");
  }
  if (!Array.isArray(rows)) throw new Trouble("form");
  return rows.filter((row) => row && typeof row === "object");
}

async function whole(response) {
  const reader = response.body.getReader(), decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    text += decoder.decode(value, { stream: !done });
    if (text.length > LARGEST * 1e6) {
      await reader.cancel();
      throw new Trouble("size", LARGEST);
    }
    if (done) return text;
  }
}

const iriOf = (term) => (term && term.type === "uri" && typeof term.value === "string" ? term.value : null);
const shortened = (text) => (text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE).toWellFormed()}…` : text);
function textOf(term) {
  if (!term || !["literal", "typed-literal"].includes(term.type) || typeof term.value !== "string") return null;
  const { "xml:lang": language, datatype } = term;
  return { value: shortened(term.value), ...(typeof language === "string" && { language }), ...(typeof datatype === "string" && { datatype }) };
}

// -- from answers to nodes

// What is said of each thing: its types, and its texts with their properties.
async function told(iris, query) {
  const found = new Map(iris.map((iri) => [iri, { types: [], texts: [] }]));
  if (!iris.some(askable)) return found;
  for (const { s, p, o } of await ask(query(iris))) {
    const [subject, property, text] = [found.get(iriOf(s)), iriOf(p), textOf(o)];
    if (!subject || !property) continue;
    if (property === RDF_TYPE && iriOf(o)) subject.types.push(iriOf(o));
    else if (text) subject.texts.push({ property, ...text });
  }
  return found;
}

function lastPart(iri) {
  const part = iri.replace(/[#/]+$/, "").split(/[#/:]/).pop() || iri;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

// The name in each language: in that language, else in none, else in any, else the end of the IRI.
function labelsOf(iri, texts) {
  const found = {};
  const names = data.live.labels.flatMap((property) => texts.filter((text) => text.property === property && text.value.trim()));
  for (const { value, language = "" } of names) found[language.toLowerCase().split("-")[0]] ??= value;
  const spare = found[""] ?? Object.values(found)[0] ?? lastPart(iri);
  return { labels: { zh: found.zh ?? spare, en: found.en ?? spare }, also: [...new Set(names.map(({ value }) => value))] };
}

function itemOf(iri, { types, texts }, names) {
  const { labels, also } = labelsOf(iri, texts);
  const [type] = types.toSorted();
  const like = type && data.items.find((item) => item.type?.iri === type);
  const tone = like?.tone || "plain";
  const others = also.filter((name) => !Object.values(labels).includes(name));
  return {
    id: iri,
    kind: "resource",
    labels,
    ...(others.length && { also: others }),
    ...(type && { type: like?.type || { iri: type, labels: labelsOf(type, names.get(type)?.texts || []).labels } }),
    literals: texts.map((text) => ({ ...text, words: data.properties[text.property] })),
    tone,
    facets: { type: tone },
    icon: "thing",
    ...cardOf(labels),
  };
}

// -- cards: as the ones that came with the page, but measured here

const pen = document.createElement("canvas").getContext("2d");
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{3fffd}]/u;
const NO_START = "，。、；：？！）》」』】〉”’…·％%,.;:?!)]}»›", NO_END = "（《「『【〈“‘([{«‹";
const PILL = 153, PILL_LINES = 3; // room for a line of text, and how many there are

function linesFor(words) {
  pen.font = `${data.sizes.pill}px ${FONT}`;
  const units = [];
  let space = false;
  for (const char of words.slice(0, 400).toWellFormed()) {
    if (/\s/u.test(char)) {
      space = units.length > 0;
      continue;
    }
    const before = space ? "" : units.at(-1)?.text || "";
    const breaks = before && !NO_END.includes(before.at(-1)) && !NO_START.includes(char) && !/\p{M}|\u200d/u.test(char) && (WIDE.test(char) || WIDE.test([...before].at(-1)));
    if (before && !breaks) units.at(-1).text += char;
    else units.push({ text: char, space });
    space = false;
  }
  const lines = [];
  const wide = (text) => pen.measureText(text).width > PILL;
  let line = "";
  for (const unit of units) {
    const longer = line ? `${line}${unit.space ? " " : ""}${unit.text}` : unit.text;
    if (line && wide(longer)) {
      lines.push(line);
      line = unit.text;
    } else line = longer;
    while (wide(line)) {
      const chars = [...line];
      let kept = chars.length - 1;
      while (kept > 1 && wide(chars.slice(0, kept).join(""))) kept--;
      lines.push(chars.slice(0, kept).join(""));
      line = chars.slice(kept).join("");
    }
  }
  if (line) lines.push(line);
  if (lines.length <= PILL_LINES) return lines;
  let last = `${lines[PILL_LINES - 1]}…`;
  while (wide(last)) last = `${[...last].slice(0, -2).join("")}…`;
  return [...lines.slice(0, PILL_LINES - 1), last];
}

function cardOf(labels) {
  const lines = {}, width = {};
  for (const [language, words] of Object.entries(labels)) {
    lines[language] = { pill: linesFor(words) };
    width[language] = Math.round(42 + Math.max(0, ...lines[language].pill.map((line) => pen.measureText(line).width)) * 1.06);
  }
  return { lines, width, height: 8 + 16 * Math.max(1, ...Object.values(lines).map(({ pill }) => pill.length)) };
}

const sizeOf = (item) => ({ x: item.x, y: item.y, wide: Math.max(...Object.values(item.width)), high: item.height });

// The nearest place that is free, outwards first: what is there keeps its place. Rings that are full are not looked at again.
const rings = new Map(); // by node: how far from it the last one found its place
function place(item, origin, taken) {
  const { wide, high } = sizeOf(item);
  const free = (x, y) => taken.every((other) => Math.abs(x - other.x) >= (wide + other.wide) / 2 + APART || Math.abs(y - other.y) >= (high + other.high) / 2 + APART);
  const { x, y, width, height } = data.box;
  const outwards = Math.atan2(origin.y - (y + height / 2), origin.x - (x + width / 2));
  for (let radius = rings.get(origin.id) || 60; ; radius += 30) {
    const steps = Math.max(8, Math.round(radius / 12));
    for (let step = 0; step < steps; step++) {
      const angle = outwards + (step % 2 ? 1 : -1) * Math.ceil(step / 2) * ((2 * Math.PI) / steps);
      const [left, top] = [origin.x + 1.5 * radius * Math.cos(angle), origin.y + radius * Math.sin(angle)].map(Math.round);
      if (!free(left, top)) continue;
      rings.set(origin.id, radius);
      return { x: left, y: top };
    }
  }
}

// -- into the page

function addNodes(made, origin) {
  const taken = data.items.filter(isDrawn).map(sizeOf);
  for (const item of made) {
    Object.assign(item, place(item, origin, taken));
    taken.push(sizeOf(item));
    data.items.push(item);
    items.set(item.id, item);
    linksOf.set(item.id, []);
    names.push(namesOf(item));
    wires.nodes.push({ id: item.id, x: item.x, y: item.y });
    const { x, y, width, height, lines } = item;
    wide.cards[item.id] = { x, y, width, height, lines };
  }
  const [left, top] = [Math.min(...taken.map((one) => one.x - one.wide / 2)), Math.min(...taken.map((one) => one.y - one.high / 2))];
  const [right, bottom] = [Math.max(...taken.map((one) => one.x + one.wide / 2)), Math.max(...taken.map((one) => one.y + one.high / 2))];
  wide.box = data.box = { x: left - 24, y: top - 24, width: right - left + 48, height: bottom - top + 48 };
  nodes.add(made.map((item) => wired({ id: item.id, label: label(item), x: item.x, y: item.y })));
}

function addLinks(found) {
  const made = [];
  for (const { from, property, to } of found) {
    if (linksOf.get(from).some((link) => link.from === from && link.to === to && link.property === property)) continue;
    const link = { id: `link-${data.links.length}`, from, to, property };
    if (from !== to && isDrawn(items.get(from)) && isDrawn(items.get(to)) && !hasLine(link)) {
      link.shown = true;
      linedPairs.add(pairOf(link));
    }
    data.links.push(link);
    for (const end of new Set([from, to])) linksOf.get(end).push(link);
    made.push(link);
  }
  edges.add(made.filter((link) => link.shown).map(({ id, from, to }) => ({ id, from, to })));
  return made.length;
}

// Fetches what is told of things and adds them; afterwards every property and type has its name.
async function addThings(iris, properties, origin) {
  const said = await told(iris, toldQuery);
  const all = [...said.values()];
  const unnamed = [...properties, ...all.flatMap(({ types, texts }) => [...types.slice(0, 1), ...texts.map((text) => text.property)])].filter((iri) => !data.properties[iri]);
  const named = await told([...new Set(unnamed)], namesQuery);
  for (const [iri, { texts }] of named) {
    const { labels } = labelsOf(iri, texts);
    data.properties[iri] ||= Object.fromEntries(Object.entries(labels).map(([language, words]) => [language, [words, words]]));
  }
  const fresh = [...said].filter(([iri]) => !items.has(iri));
  addNodes(fresh.map(([iri, what]) => itemOf(iri, what, named)), origin);
  return fresh.length;
}

async function expand(id) {
  const item = items.get(id);
  if (!item || asked.get(id)?.busy || asked.get(id)?.more === false) return;
  const before = asked.get(id);
  tell(id, { ...before, busy: true, said: { name: "live_asking" } });
  try {
    if (data.items.length >= MOST_NODES) throw new Trouble("full", MOST_NODES);
    const rows = await ask(linksQuery(id));
    const found = rows.slice(0, AT_ONCE).map(({ way, p, x }) => ({ property: iriOf(p), other: iriOf(x), out: way?.value === "0" })).filter(({ property, other }) => property && other);
    const fresh = [...new Set(found.map(({ other }) => other))].filter((other) => !items.has(other));
    const n = await addThings(fresh, found.map(({ property }) => property), isDrawn(item) ? item : middle());
    const m = addLinks(found.map(({ property, other, out }) => (out ? { from: id, property, to: other } : { from: other, property, to: id })));
    refresh();
    tell(id, { more: rows.length > AT_ONCE, said: { name: "live_found", n, m } });
  } catch (error) {
    tell(id, { ...before, busy: false, failed: true, said: error.said || { name: "live_error_form" } });
    if (!error.said) throw error; // a mistake of ours
  }
}

const middle = () => ({ x: data.box.x + data.box.width / 2, y: data.box.y + data.box.height / 2 });

// A link to a node that was fetched: it is fetched again.
async function fetchMissing(id) {
  if (!askable(id)) return;
  say(word("live_asking"));
  try {
    await addThings([id], [], middle());
  } catch (error) {
    say(sentence(error.said || { name: "live_error_form" }));
    return;
  }
  refresh();
  if (readAddress().node === id) select(id, { remember: false });
  await expand(id);
}

function refresh() {
  for (const made of document.querySelectorAll(".filter[data-group]")) {
    const { group, key } = made.dataset;
    if (group === "layer") continue; // of links, and nothing that is fetched tells its layer
    const shown = made.querySelector("b");
    if (shown) shown.textContent = data.items.filter((item) => item.facets?.[group] === key).length;
  }
  listNodes();
  measure();
  applyFilters();
  if (fitted) fit({ readable: true });
}

// -- what is said

const sentence = ({ name, n, m }) => word(name).replace("{n}", n).replace("{m}", m);
const sentences = ({ said, more }) => [sentence(said), ...(more === undefined || said.name !== "live_found" ? [] : [word(more ? "live_rest" : "live_all")])].join(state.language === "zh" ? "" : " ");

function tell(id, news) {
  asked.set(id, news);
  say(sentences(news));
  if (state.selected !== id) return;
  const panel = $("details"), { scrollTop } = panel;
  const held = document.activeElement?.dataset.act === "expand" && panel.contains(document.activeElement);
  showDetails();
  panel.scrollTop = scrollTop;
  if (held) (panel.querySelector("[data-act=expand]") || panel).focus();
}

hooks.details.push((item) => {
  const news = asked.get(item.id);
  const parts = [element("h3", {}, word("live_neighbours"))];
  if (news?.more !== false) {
    const button = element("button", { type: "button", class: "tool", "data-act": "expand", onclick: () => expand(item.id) }, word(news?.more ? "live_more" : "live_expand"));
    if (news?.busy) button.setAttribute("aria-disabled", "true");
    parts.push(element("div", { class: "copy" }, button));
  }
  parts.push(element("p", { class: news?.failed ? "found mismatch" : "offsets", id: "fetched" }, news ? sentences(news) : word("live_keys")));
  return parts;
});
hooks.missing.push(fetchMissing);
// The first click may open the details and so move the picture away from under the second one: the first one counts.
let clicked = { id: null, x: 0, y: 0, time: -Infinity };
network.on("click", ({ nodes: [id], pointer: { DOM: { x, y } } }) => {
  const time = performance.now();
  if (time - clicked.time > 1000 || Math.hypot(x - clicked.x, y - clicked.y) > 10) clicked = { id, x, y, time };
});
network.on("doubleClick", () => {
  const { id } = clicked;
  if (!id) return;
  if (state.selected !== id) select(id);
  expand(id);
});
single.e = () => {
  const id = tree.contains(document.activeElement) ? document.activeElement.dataset.node : state.selected;
  if (items.has(id)) expand(id);
};
