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

// The links in a part of the picture that lead from group to group.
function linksAcross(area) {
  const found = new Set();
  for (const node of within(area)) {
    for (let at = beginning[node]; at < beginning[node + 1]; at += 1) {
      const link = attached[at];
      if (groupOf[from[link]] !== groupOf[to[link]]) found.add(link);
    }
  }
  return [...found];
}

// Whether so few nodes are in view that each can bear its name.
const isNear = (view) => crowd(clipped(view, boxArea())) <= 3 * FEW && within(view).length <= FEW;

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

// What is selected or pointed at, its neighbours and the links between them; the rest is dimmed.
let lit = null;
function light() {
  const focus = state.hovered ?? (state.selected === null ? null : placeById().get(state.selected));
  lit = focus === null || focus === undefined ? null : { focus, links: placesOfLinks(focus) };
}

function dim(c, view) {
  c.fillStyle = color.ground;
  c.globalAlpha = 0.72;
  c.fillRect(view.left, view.top, view.right - view.left, view.bottom - view.top);
  c.globalAlpha = 1;
  const px = 1 / view.scale;
  const { focus, links } = lit;
  c.lineWidth = 1.5 * px;
  c.lineCap = "round";
  const near = links.map((link) => otherPlace(link, focus)).filter(isShown);
  for (const other of near) {
    c.strokeStyle = color[data.styles[styleOf[other]].tone];
    c.globalAlpha = links.length > 400 ? 0.25 : 0.7;
    c.beginPath();
    c.moveTo(XY[2 * focus], XY[2 * focus + 1]);
    c.lineTo(XY[2 * other], XY[2 * other + 1]);
    c.stroke();
  }
  c.globalAlpha = 1;
  for (const node of [...near, focus]) {
    const radius = Math.max(sizes[node], (node === focus ? 5 : 3) * px);
    c.beginPath();
    c.arc(XY[2 * node], XY[2 * node + 1], radius, 0, 2 * Math.PI);
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
  if (view.width && count) {
    if (state.selected !== null) chosen.set(state.selected, placeById().get(state.selected));
    if (isNear(view)) for (const node of within(view)) if (isShown(node)) chosen.set(ids()[node], node);
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
  else select(node === undefined ? null : ids()[node]);
});
$("graph").addEventListener("pointermove", (event) => {
  if (event.buttons) return;
  const frame = $("graph").getBoundingClientRect();
  const { group, node } = under(network.DOMtoCanvas({ x: event.clientX - frame.x, y: event.clientY - frame.y }));
  $("graph").classList.toggle("over", group !== undefined || node !== undefined);
  hover(node ?? null);
});
$("graph").addEventListener("pointerleave", () => hover(null));

function hover(node) {
  if (node === state.hovered) return;
  state.hovered = node;
  light();
  redraw();
}

// -- moving the view

function fit({ fly = false } = {}) {
  if (!$("graph").clientWidth) return;
  const { x, y, width, height } = data.box;
  const goal = centred({ x: x + width / 2, y: y + height / 2 }, fitting());
  if (fly) glide(goal, FLIGHT);
  else setView(goal);
  fitted = true;
}

function zoom(factor) {
  const { clientWidth, clientHeight } = $("graph");
  zoomAt(factor, { x: clientWidth / 2, y: clientHeight / 2 }, FLIGHT);
}

// What is chosen comes near enough to be read, with what is around it.
function bringIntoView(id) {
  const node = placeById().get(id);
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
  hidden = data.styles.map((_, style) => hiddenStyle(style));
  forget();
  light();
  hold();
  network.redraw();
}

new ResizeObserver(() => {
  if (!$("graph").clientWidth) return;
  network.setSize("100%", "100%");
  if (fitted) fit();
  network.redraw();
}).observe($("graph"));
