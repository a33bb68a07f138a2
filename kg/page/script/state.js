// What the page knows: the data, the language, the theme, what is selected, what is filtered away.

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

// What some pages add: parts of the details of a thing, what to do about a node in the address that is not here, and keys.
const hooks = { actions: [], details: [], missing: [], keys: {} };

const linksOf = new Map(data.items.map((item) => [item.id, []]));
for (const link of data.links) {
  linksOf.get(link.from).push(link);
  if (link.to !== link.from) linksOf.get(link.to).push(link);
}

const itemAt = (place) => data.items[place];
const everyItem = () => data.items;
const everyLink = () => data.links;

const isDrawn = (item) => item.lines !== undefined;
const isOff = (group, key) => state.off.has(`${group}.${key}`);
const isKept = (item) => isDrawn(item) && !Object.entries(item.facets || {}).some(([group, key]) => isOff(group, key));
const isFrame = (item) => item.kind === "alternative" || item.kind === "dimension";

// What else is quoted from the same words; positions in different articles have nothing to do with each other.
const atSamePassage = (item) => data.items.filter((other) => other !== item && other.quote && sourceOf(other) === sourceOf(item) && item.start < other.end && other.start < item.end);
