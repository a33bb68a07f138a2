// What the page knows: the data, the language, the theme, what is selected, what is filtered away; and the address.

const data = unpacked(read("payload"));

// The file holds numbers where an IRI would stand again and again.
function unpacked(packed) {
  const iri = (place) => (typeof place === "number" ? packed.items[place].id : place);
  for (const item of packed.items) {
    if (item.sides) item.sides = item.sides.map(iri);
    if (item.dimension !== undefined) item.dimension = iri(item.dimension);
    if (item.type !== undefined) item.type = packed.types[item.type];
    for (const assessment of item.assessments || []) {
      for (const end of ["alternative", "claim"]) assessment[end] = iri(assessment[end]);
    }
  }
  packed.links.forEach((link, number) => {
    Object.assign(link, { id: `link-${number}`, from: iri(link.from), to: iri(link.to), property: packed.properties[link.property][0] });
  });
  packed.properties = Object.fromEntries(packed.properties);
  for (const picture of Object.values(packed.portrait || {})) {
    picture.cards = Object.fromEntries(picture.cards.map(([place, card]) => [iri(place), card]));
  }
  return packed;
}
const items = new Map(data.items.map((item) => [item.id, item]));

const state = {
  view: "graph",
  language: root.lang,
  theme: null, // null follows the system
  selected: null,
  hovered: null,
  finding: null,
  hops: 0, // how far around what is selected the picture goes; 0 shows everything
  from: null, // where a path begins; it ends at what is selected
  off: new Set(), // "group key" of every filter that is switched off
};

// What some pages add: parts of the details of a thing, and what to do about a node in the address that is not here.
const hooks = { actions: [], details: [], missing: [] };

const linksOf = new Map(data.items.map((item) => [item.id, []]));
for (const link of data.links) {
  linksOf.get(link.from).push(link);
  if (link.to !== link.from) linksOf.get(link.to).push(link);
}
const otherEnd = (link, id) => (link.from === id ? link.to : link.from);

const everyItem = () => data.items;
const everyLink = () => data.links;

const isDrawn = (item) => item.lines !== undefined;
const isOff = (group, key) => state.off.has(`${group}.${key}`);
const isKept = (item) => isDrawn(item) && !Object.entries(item.facets || {}).some(([group, key]) => isOff(group, key));
const isFrame = (item) => item.kind === "alternative" || item.kind === "dimension";

// The address holds what is shown, so that it can be sent on and the way back works.
function readAddress() {
  const found = new URLSearchParams(location.hash.slice(1).replaceAll("+", "%2B"));
  const node = found.get("node");
  const from = items.has(found.get("from")) ? found.get("from") : null;
  const off = (found.get("off") || "").split(",").filter((name) => filterNames.has(name));
  const hops = node && !from && ["1", "2", "3"].includes(found.get("hops")) ? Number(found.get("hops")) : 0;
  return { view: found.get("view") || "graph", node, from, off, hops, finding: found.get("finding"), lang: found.get("lang"), theme: found.get("theme") };
}

function writeAddress() {
  const parts = [];
  if (state.view !== "graph") parts.push(`view=${state.view}`);
  if (state.selected) parts.push(`node=${encodeURIComponent(state.selected)}`);
  if (state.from) parts.push(`from=${encodeURIComponent(state.from)}`);
  if (state.hops) parts.push(`hops=${state.hops}`);
  if (state.off.size) parts.push(`off=${[...state.off].sort().join(",")}`);
  if (state.finding) parts.push(`finding=${state.finding}`);
  if (state.language !== firstLanguage) parts.push(`lang=${state.language}`);
  if (state.theme) parts.push(`theme=${state.theme}`);
  const hash = parts.length ? `#${parts.join("&")}` : "";
  if (hash === location.hash) return;
  const at = placeInHistory() + 1;
  history.pushState({ at }, "", hash || location.pathname + location.search);
  last = at;
  showHistory();
}

// The steps taken on this page, so that the buttons for back and forward never lead away from it.
const placeInHistory = () => history.state?.at || 0;
let last = placeInHistory();
function showHistory() {
  last = Math.max(last, placeInHistory());
  $("back").disabled = placeInHistory() <= 0;
  $("forward").disabled = placeInHistory() >= last;
}
const firstLanguage = root.lang;
const filterNames = new Set([...document.querySelectorAll(".filter")].map(({ dataset }) => `${dataset.group}.${dataset.key}`));
