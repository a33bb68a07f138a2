// What the page of a big graph knows. Positions and links are typed arrays; words, ids and what details tell are read
// from their elements only when they are asked for.

const once = (make) => {
  let made;
  return () => (made ??= make());
};
const data = { ...read("payload"), items: [], bands: [] };
const hooks = { actions: [], details: [], missing: [], keys: {} };
const count = data.count;

function column(text, Type) {
  const bytes = atob(text);
  const made = new Uint8Array(bytes.length);
  for (let place = 0; place < bytes.length; place += 1) made[place] = bytes.charCodeAt(place);
  return new Type(made.buffer);
}
const XY = column(data.xy, Int32Array);
const sizes = column(data.size, Uint8Array);
const styleOf = column(data.style, Uint16Array);
const from = column(data.links.from, Uint32Array);
const to = column(data.links.to, Uint32Array);
const way = column(data.links.way, Uint16Array);
data.properties = data.links.properties;
data.xy = data.size = data.style = data.links.from = data.links.to = data.links.way = null;
const groups = data.groups;
const groupOf = new Uint32Array(count);
groups.forEach((group, number) => groupOf.fill(number, group.first, group.first + group.count));

// The links of each node, one after the other, with where those of the next begin.
const beginning = new Uint32Array(count + 1);
for (let link = 0; link < from.length; link += 1) {
  beginning[from[link] + 1] += 1;
  beginning[to[link] + 1] += 1;
}
for (let place = 0; place < count; place += 1) beginning[place + 1] += beginning[place];
const attached = new Uint32Array(2 * from.length);
{
  const next = beginning.slice(0, count);
  for (let link = 0; link < from.length; link += 1) {
    attached[next[from[link]]++] = link;
    attached[next[to[link]]++] = link;
  }
}
const degreeOf = (place) => beginning[place + 1] - beginning[place];
const otherPlace = (link, place) => (from[link] === place ? to[link] : from[link]);

const words = once(() => read("words"));
const wordsOf = (place, language = state.language) => (language === "en" && words().en[place]) || words().zh[place];
const identifiers = once(() => {
  const { bases, of, rest } = read("ids");
  return { bases, of: column(of, Uint32Array), rest };
});
function idAt(place) {
  const { bases, of, rest } = identifiers();
  return bases[of[place]] + rest[place];
}
// A table of all ids would take longer to make than a few looks through them.
const places = new Map([[null, undefined], [undefined, undefined]]);
function placeOf(id) {
  if (!places.has(id)) {
    const cut = Math.max(id.lastIndexOf("/"), id.lastIndexOf("#"), id.lastIndexOf(":")) + 1;
    const { bases, of, rest } = identifiers();
    const base = bases.indexOf(id.slice(0, cut)), end = id.slice(cut);
    let place = base < 0 ? -1 : rest.indexOf(end);
    while (place >= 0 && of[place] !== base) place = rest.indexOf(end, place + 1);
    places.set(id, place < 0 ? undefined : place);
  }
  return places.get(id);
}
// What will be needed soon is read when there is nothing else to do.
const idly = window.requestIdleCallback || ((act) => setTimeout(act, 500));
idly(() => idly(() => { words(); identifiers(); }));
const told = new Map(); // the chunks read so far
function chunk(number) {
  if (!told.has(number)) told.set(number, JSON.parse($(`chunk-${number}`).textContent));
  return told.get(number);
}
const CHUNK = data.chunk;

class Item {
  constructor(place) {
    this.place = place;
    Object.assign(this, data.styles[styleOf[place]]);
    [this.x, this.y] = [XY[2 * place], XY[2 * place + 1]];
  }
  get id() { return idAt(this.place); }
  get labels() { return { zh: wordsOf(this.place, "zh"), en: wordsOf(this.place, "en") }; }
  get told() { return chunk(Math.floor(this.place / CHUNK))[this.place % CHUNK]; }
  get sides() { return this.told.sides?.map(idOf); }
  get dimension() { return idOf(this.told.dimension); }
  get literals() {
    return this.told.literals?.map((one) => ({ ...one, property: data.literals[one.property][0], words: data.literals[one.property][1] }));
  }
  get assessments() { return this.told.assessments?.map((one) => ({ ...one, alternative: idOf(one.alternative), claim: idOf(one.claim) })); }
}
for (const name of ["also", "wording", "note", "quote", "start", "end", "polarity", "before", "after", "source", "anchor", "fragment", "badges"]) {
  Object.defineProperty(Item.prototype, name, { get() { return this.told[name]; } });
}
const idOf = (place) => (place === null || place === undefined ? undefined : idAt(place));
const itemAt = (place) => new Item(Number(place));
const atSamePassage = (item) => (item.told.same || []).map(itemAt);

// Like maps from ids, but made when asked.
const items = {
  has: (id) => placeOf(id) !== undefined,
  get: (id) => (placeOf(id) === undefined ? undefined : new Item(placeOf(id))),
};
const linkAt = (link) => ({ from: idAt(from[link]), to: idAt(to[link]), property: data.links.ways[way[link]][0], layer: data.links.ways[way[link]][1] });
const linksOf = { get: (id) => placesOfLinks(placeOf(id)).map(linkAt) };
const placesOfLinks = (place) => [...new Set(attached.subarray(beginning[place], beginning[place + 1]))];

function* everyItem() {
  for (let place = 0; place < count; place += 1) yield new Item(place);
}
function* everyLink() {
  for (let link = 0; link < from.length; link += 1) yield { id: `link-${link}`, ...linkAt(link) };
}

// `hovered` is the place of a node here, all else as on the small page.
const state = { view: "graph", language: root.lang, theme: null, selected: null, hovered: null, finding: null, hops: 0, from: null, off: new Set() };
const isDrawn = () => true;
const isOff = (group, key) => state.off.has(`${group}.${key}`);
const isFrame = (item) => item.kind === "alternative" || item.kind === "dimension";

// On a narrow screen the picture stands upright: the same places, with the axes exchanged.
let upright = false;
function turn() {
  upright = !upright;
  for (let place = 0; place < count; place += 1) [XY[2 * place], XY[2 * place + 1]] = [XY[2 * place + 1], XY[2 * place]];
  for (const group of groups) [group.x, group.y] = [group.y, group.x];
  const { x, y, width, height } = data.box;
  data.box = { x: y, y: x, width: height, height: width };
  divide();
}

// Nodes in squares, so that those in a part of the picture are found without looking at all.
const CELL = 448;
let LEFT, TOP, across, down, cells;
const inCells = new Uint32Array(count);
const cellOf = (x, y) => Math.min(down - 1, Math.max(0, Math.floor((y - TOP) / CELL))) * across + Math.min(across - 1, Math.max(0, Math.floor((x - LEFT) / CELL)));
function divide() {
  [LEFT, TOP] = [data.box.x, data.box.y];
  [across, down] = [data.box.width, data.box.height].map((length) => Math.floor(length / CELL) + 1);
  cells = new Uint32Array(across * down + 1);
  const at = new Uint32Array(count);
  for (let place = 0; place < count; place += 1) cells[(at[place] = cellOf(XY[2 * place], XY[2 * place + 1])) + 1] += 1;
  for (let cell = 0; cell < across * down; cell += 1) cells[cell + 1] += cells[cell];
  const next = cells.slice(0, -1);
  for (let place = 0; place < count; place += 1) inCells[next[at[place]]++] = place;
}
const slim = matchMedia("(max-width: 699.98px)");
if (slim.matches) turn();
else divide();

function eachCell(area, visit) {
  const [first, last] = [cellOf(area.left, area.top), cellOf(area.right, area.bottom)];
  for (let row = Math.floor(first / across); row <= Math.floor(last / across); row += 1) {
    const [a, b] = [row * across + (first % across), row * across + (last % across)];
    visit(cells[a], cells[b + 1]);
  }
}

// How many nodes a part of the picture has, at most; and which they are.
function crowd(area) {
  let sum = 0;
  eachCell(area, (a, b) => { sum += b - a; });
  return sum;
}

function within(area) {
  const found = [];
  eachCell(area, (a, b) => {
    for (let at = a; at < b; at += 1) {
      const place = inCells[at], x = XY[2 * place], y = XY[2 * place + 1];
      if (x >= area.left && x <= area.right && y >= area.top && y <= area.bottom) found.push(place);
    }
  });
  return found;
}

// Search over the labels in both languages; the words of all nodes are made comparable when the first search begins.
const comparable = once(() => {
  const { zh, en } = words();
  return zh.map((name, place) => [plain(name), en[place] ? plain(en[place]) : ""]);
});

function findBig(wanted) {
  const ranked = [[], [], [], []];
  const rank = (name) => (name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(` ${wanted}`) ? 2 : name.includes(wanted) ? 3 : 9);
  const length = ([zh, en]) => Math.min(zh.includes(wanted) ? zh.length : 999, en.includes(wanted) ? en.length : 999);
  comparable().forEach(([zh, en], place) => {
    const best = Math.min(rank(zh), rank(en));
    if (best < 9) ranked[best].push(place);
  });
  for (const places of ranked) places.sort((a, b) => length(comparable()[a]) - length(comparable()[b]) || a - b);
  const found = ranked.flat();
  const hits = found.slice(0, LIMIT).map((place) => new Item(place));
  hits.length = found.length; // the others are only counted
  return hits;
}
