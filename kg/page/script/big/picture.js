// The picture of a big graph. vis-network moves the view and holds what can be pointed at: the groups that are closed, and
// the nodes that are near. Everything else is drawn beneath them, from pictures kept for as long as they serve.

const FEW = 320; // so many nodes in view have their links and their labels, and are held
const OPENS = 0.62; // a group is open when it takes this part of the view

readColors();
const nodes = new vis.DataSet();
const edges = new vis.DataSet();
const network = new vis.Network($("graph"), { nodes, edges }, read("options"));
$("graph").firstElementChild.removeAttribute("tabindex");
let fitted = true;
let waiting = 0;

let sharpness = 0; // pixels for each one of the page while a picture is taken away
const ratio = () => sharpness || Math.min(2, devicePixelRatio || 1);
hooks.sharpen = (times) => { sharpness = times; };

// The links from group to group that are drawn one by one in a part of the picture: all near a node that it is about,
// otherwise those of a view with few nodes.
function linksAcross(view, area) {
  if (!near.places && !isNear(view)) return [];
  const found = new Set();
  for (const node of within(area)) {
    if (!isShown(node)) continue;
    for (let at = beginning[node]; at < beginning[node + 1]; at += 1) {
      const link = attached[at];
      if (groupOf[from[link]] !== groupOf[to[link]]) found.add(link);
    }
  }
  return [...found];
}

// Whether so few nodes are in view that each can bear its name.
const isNear = (view) => (near.places || crowd(clipped(view, boxArea())) <= 3 * FEW) && within(view).filter(isShown).length <= FEW;

network.on("beforeDrawing", (c) => {
  const view = viewed();
  if (!view.width || !count) return;
  c.save();
  c.setTransform(network.canvas.pixelRatio, 0, 0, network.canvas.pixelRatio, 0, 0);
  if (sharpness) composeSharply(c, view);
  else compose(c, view, goalOf(view));
  c.restore();
  if (lit) dim(c, view);
});
network.on("afterDrawing", (c) => {
  drawNames(c);
  if (!sharpness && (camera.goal || unspoken || !isPainted())) redraw();
});

// What stands out while the rest is dimmed: what is selected or pointed at with its neighbours, a path, or a finding. `focus`
// may be null; `pairs` are the ends of links; `alone` says that nothing else is drawn.
const MOST_LIT = 600; // of a hub's neighbours so many are shown at once, the most linked first
const MANY = 80; // more links than these are thin, which is many times faster
let lit = null;
function light() {
  const chosen = state.selected === null ? null : placeOf(state.selected);
  lit = null;
  if (state.hovered !== null) lit = star(state.hovered);
  else if (near.path) {
    const places = placesOfPath();
    lit = { focus: chosen, nodes: places, pairs: places.slice(1).map((place, number) => [places[number], place]) };
  } else if (near.places) lit = region(chosen);
  else if (chosen !== null) lit = star(chosen);
  else if (chosen === null && badged.name) lit = { focus: null, nodes: badged.places.filter(isShown), pairs: [] };
}

const placesOfPath = () => [state.from, ...near.path.map((step) => step.to)].map(placeOf);

function star(focus) {
  const others = new Set(placesOfLinks(focus).filter((link) => !hiddenWays[way[link]]).map((link) => otherPlace(link, focus)).filter((place) => place !== focus && isShown(place)));
  const nodes = [...others].sort((a, b) => degreeOf(b) - degreeOf(a)).slice(0, MOST_LIT);
  return { focus, nodes, pairs: nodes.map((node) => [focus, node]) };
}

// What is near, larger than the dots of a picture from afar; where it is a crowd, those have to do.
function region(focus) {
  const nodes = [...everyPlace()].filter((place) => place !== focus && isShown(place)).sort((a, b) => near.places[a] - near.places[b] || degreeOf(b) - degreeOf(a));
  if (nodes.length > MOST_LIT) return { focus, nodes: [], pairs: [], alone: true };
  const pairs = [...new Set([focus, ...nodes].flatMap(placesOfLinks))].filter((link) => from[link] !== to[link] && isLinkShown(link)).map((link) => [from[link], to[link]]);
  return { focus, nodes, pairs, alone: true };
}

function dim(c, view) {
  c.fillStyle = color.ground;
  c.globalAlpha = 0.72;
  if (!lit.alone) c.fillRect(view.left, view.top, view.right - view.left, view.bottom - view.top);
  const px = 1 / view.scale;
  const { focus, nodes, pairs } = lit;
  c.lineCap = "butt";
  c.lineWidth = (pairs.length > MANY ? 1 / ratio() : 1.5) * px;
  c.globalAlpha = pairs.length > MANY ? 0.4 : lit.alone ? 0.5 : 0.7;
  const byTone = Map.groupBy(pairs, ([, b]) => data.styles[styleOf[b]].tone);
  for (const [tone, those] of byTone) {
    c.strokeStyle = color[tone];
    c.beginPath();
    for (const [a, b] of those) {
      c.moveTo(XY[2 * a], XY[2 * a + 1]);
      c.lineTo(XY[2 * b], XY[2 * b + 1]);
    }
    c.stroke();
  }
  c.globalAlpha = 1;
  for (const node of focus === null ? nodes : [...nodes, focus]) {
    const [x, y] = [XY[2 * node], XY[2 * node + 1]];
    const radius = Math.max(sizes[node], (node === focus ? 5 : 3) * px);
    if (x + radius < view.left || x - radius > view.right || y + radius < view.top || y - radius > view.bottom) continue;
    c.beginPath();
    c.arc(x, y, radius, 0, 2 * Math.PI);
    c.fillStyle = color[data.styles[styleOf[node]].tone];
    c.fill();
    if (node !== focus) continue;
    c.lineWidth = 2.5 * px;
    c.strokeStyle = color.ink;
    c.stroke();
  }
}

// -- groups, closed until they are large in view or clicked

const isOpen = (group, view) => 2 * group.r * view.scale > OPENS * Math.min(view.width, view.height);
const closed = (view) => groups.filter((group) => group.count > 1 && meets(group, view) && !isOpen(group, view)).sort((a, b) => b.count - a.count);

function openGroup(number) {
  const { x, y, r } = groups[number];
  const { clientWidth, clientHeight } = $("graph");
  flyTo({ x, y }, (0.94 * Math.min(clientWidth, clientHeight)) / (2 * r));
  say(`${groups[number].labels[state.language]}: ${word("nodes_of_group").replace("{n}", groups[number].count)}`);
}

// What vis-network holds: groups that are closed, nodes when few are in view, and what is selected.
let held = "";
function hold() {
  const view = viewed();
  const chosen = new Map();
  if (state.selected !== null) chosen.set(state.selected, placeOf(state.selected));
  if (view.width && count) {
    if (isNear(view)) for (const node of within(view)) if (isShown(node)) chosen.set(idAt(node), node);
    for (const group of closed(view)) chosen.set(`group:${groups.indexOf(group)}`, group);
  }
  const now = [...chosen.keys()].join(" ");
  if (now === held) return;
  held = now;
  const gone = nodes.getIds().filter((id) => !chosen.has(id));
  nodes.remove(gone);
  nodes.add([...chosen].filter(([id]) => !nodes.get(id)).map(([id, what]) => (typeof what === "number" ? heldNode(id, what) : heldGroup(id, what))));
  network.selectNodes(state.selected === null ? [] : [state.selected], false);
}
const markHeld = hold;

const nothing = () => {};
const heldNode = (id, node) => ({ id, x: XY[2 * node], y: XY[2 * node + 1], size: sizes[node], ctxRenderer: () => ({ nodeDimensions: { width: 2 * sizes[node] + 6, height: 2 * sizes[node] + 6 }, drawNode: nothing }) });
const heldGroup = (id, { x, y, r }) => ({ id, x, y, size: r, ctxRenderer: () => ({ nodeDimensions: { width: 1.7 * r, height: 1.7 * r }, drawNode: nothing }) });

function settleLater() {
  clearTimeout(waiting);
  waiting = setTimeout(settle, RESTED);
}
function settle() {
  hold();
  redraw();
}
for (const event of ["zoom", "dragEnd"]) network.on(event, () => { fitted = false; });

// The node or group under a point of the picture.
function under({ x, y }) {
  const view = viewed();
  const reach = 5 / view.scale;
  let best = null, least = Infinity;
  for (const node of within({ left: x - 30 - reach, right: x + 30 + reach, top: y - 30 - reach, bottom: y + 30 + reach })) {
    if (!isShown(node)) continue;
    const apart = Math.hypot(XY[2 * node] - x, XY[2 * node + 1] - y) - dotOf(node, view.scale) / view.scale;
    if (apart < reach && apart < least) [best, least] = [node, apart];
  }
  const number = groups.findIndex((group) => group.count > 1 && Math.hypot(group.x - x, group.y - y) < group.r);
  const shut = number >= 0 && !isOpen(groups[number], view);
  return shut ? { group: number } : best === null ? {} : { node: best };
}

network.on("click", ({ pointer }) => {
  const { group, node } = under(pointer.canvas);
  if (group !== undefined) openGroup(group);
  else select(node === undefined ? null : idAt(node));
});
$("graph").addEventListener("pointermove", (event) => {
  if (event.buttons) return;
  const frame = $("graph").getBoundingClientRect();
  const { group, node } = under(network.DOMtoCanvas({ x: event.clientX - frame.x, y: event.clientY - frame.y }));
  $("graph").classList.toggle("over", group !== undefined || node !== undefined);
  point(node ?? null);
});
$("graph").addEventListener("pointerleave", () => point(null));

const hover = (id) => point(id === null ? null : placeOf(id));
function point(node) {
  if (node === state.hovered) return;
  state.hovered = node;
  light();
  redraw();
}

// -- moving the view

// Everything, or what the picture is about.
function fit({ fly = false } = {}) {
  if (!$("graph").clientWidth) return;
  const { x, y, width, height } = boxOf();
  const goal = centred({ x: x + width / 2, y: y + height / 2 }, fitting({ width, height }, near.places || near.path ? 110 : 24));
  if (fly) glide(goal, FLIGHT);
  else setView(goal);
  fitted = true;
}

function boxOf() {
  if (!near.places && !near.path) return data.box;
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const place of near.path ? placesOfPath() : everyPlace()) {
    if (!isShown(place)) continue;
    const [x, y, r] = [XY[2 * place], XY[2 * place + 1], sizes[place] + 40];
    Object.assign(box, { left: Math.min(box.left, x - r), right: Math.max(box.right, x + r), top: Math.min(box.top, y - r), bottom: Math.max(box.bottom, y + r) });
  }
  return box.left > box.right ? data.box : { x: box.left, y: box.top, width: box.right - box.left, height: box.bottom - box.top };
}

// What the picture is about may lie far apart: it is brought into view; afterwards the view stays where it is.
function showNear() {
  if (near.places || near.path) fit({ fly: true });
  else fitted = false;
}

const arrange = () => {
  fit();
  hold();
};
slim.addEventListener("change", () => {
  if (slim.matches !== upright) turn();
  forget();
  nodes.clear();
  held = "";
  arrange();
});
const renamed = () => {};
function recoloured() {
  readColors();
  forget();
  spoken.clear();
}

function moveBy(x, y) {
  const { scale, x: left, y: top } = camera.goal ?? { scale: network.body.view.scale, ...network.body.view.translation };
  glide({ scale, x: left - x, y: top - y }, FLIGHT);
}

function zoom(factor) {
  const { clientWidth, clientHeight } = $("graph");
  zoomAt(factor, { x: clientWidth / 2, y: clientHeight / 2 }, FLIGHT);
}

// What is chosen comes near enough to be read, with what is around it.
function bringIntoView(id) {
  if (state.view !== "graph") return;
  if (near.path || near.places) return fit({ fly: true });
  const node = placeOf(id);
  const [x, y] = [XY[2 * node], XY[2 * node + 1]];
  const view = viewed();
  const margin = 60 / view.scale;
  const inside = x > view.left + margin && x < view.right - margin && y > view.top + margin && y < view.bottom - margin;
  if (inside && isOpen(groups[groupOf[node]], view)) return;
  const { clientWidth, clientHeight } = $("graph");
  const opened = (0.94 * Math.min(clientWidth, clientHeight)) / (2 * groups[groupOf[node]].r);
  flyTo({ x, y }, Math.max(view.scale, Math.min(0.8, opened)));
}

function applyFilters() {
  hidden = data.styles.map(({ facets }) => Object.entries(facets).some(([group, key]) => isOff(group, key)));
  hiddenWays = data.links.ways.map(([, layer]) => Boolean(layer) && isOff("layer", layer));
  forget();
  light();
  hold();
  network.redraw();
}

// When the window grows or shrinks, what was in the middle stays there, also of a movement that goes on; vis-network would
// change the scale.
network.on("resize", ({ width, height, oldWidth, oldHeight }) => {
  network.canvas.cameraState.scale = undefined;
  const { view } = network.body;
  const moved = ({ x, y }) => ({ x: x + (width - oldWidth) / 2, y: y + (height - oldHeight) / 2 });
  view.translation = moved(view.translation);
  Object.assign(camera, moved(camera));
  if (camera.goal) Object.assign(camera.goal, moved(camera.goal));
});
new ResizeObserver(() => {
  if (!$("graph").clientWidth) return;
  network.setSize("100%", "100%");
  if (fitted) fit();
  network.redraw();
}).observe($("graph"));
