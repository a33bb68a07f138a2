// The picture of a big graph. vis-network moves the view and holds what can be pointed at: the groups that are closed, and
// the nodes that are near. Everything else is drawn beneath them, from pictures kept for as long as they serve.

const FEW = 320; // so many nodes in view are drawn anew each time, with their labels
const SETTLED = 90; // ms without a change of scale, after which the picture is drawn sharply
const AROUND = 0.3; // how much further than the view a kept picture goes
const OPENS = 0.62; // a group is open when it takes this part of the view
const NAMED = 60; // so many groups bear their names at once, the largest first
const still = matchMedia("(prefers-reduced-motion: reduce)");

readColors();
const nodes = new vis.DataSet();
const edges = new vis.DataSet();
const network = new vis.Network($("graph"), { nodes, edges }, read("options"));
$("graph").firstElementChild.removeAttribute("tabindex");
let fitted = true;
let kept = null; // a picture of the view and what is around it
let whole = null; // a picture of everything, for when there is no better one yet
let scaleSince = 0, lastScale = 0, waiting = 0;

let sharpness = 0; // pixels for each one of the page while a picture is taken away
const ratio = () => sharpness || Math.min(2, devicePixelRatio || 1);
hooks.sharpen = (times) => {
  sharpness = times;
  forget();
};
function viewed() {
  const { clientWidth: width, clientHeight: height } = $("graph");
  const { x, y } = network.getViewPosition();
  const scale = network.getScale();
  return { left: x - width / 2 / scale, right: x + width / 2 / scale, top: y - height / 2 / scale, bottom: y + height / 2 / scale, scale, width, height };
}

function pictured(area, scale, ratio, canvas = document.createElement("canvas")) {
  canvas.width = Math.max(1, Math.round((area.right - area.left) * scale * ratio));
  canvas.height = Math.max(1, Math.round((area.bottom - area.top) * scale * ratio));
  drawArea(canvas.getContext("2d"), area, scale, ratio);
  return { canvas, ...area, scale };
}

const boxArea = () => ({ left: data.box.x, top: data.box.y, right: data.box.x + data.box.width, bottom: data.box.y + data.box.height });
const covers = (picture, area) => picture && picture.left <= area.left && picture.right >= area.right && picture.top <= area.top && picture.bottom >= area.bottom;
const clipped = (area, to) => ({ left: Math.max(area.left, to.left), right: Math.min(area.right, to.right), top: Math.max(area.top, to.top), bottom: Math.min(area.bottom, to.bottom) });
const place = (c, picture) => c.drawImage(picture.canvas, picture.left, picture.top, picture.right - picture.left, picture.bottom - picture.top);

// Whatever changes how things look throws the kept pictures away.
function forget() {
  kept = whole = null;
  sprites.clear();
  spoken.clear();
}

let direct = false; // whether everything in view is drawn anew each time
network.on("beforeDrawing", (c) => {
  const view = viewed();
  if (!view.width || !count) return;
  const now = performance.now();
  if (view.scale !== lastScale) [lastScale, scaleSince] = [view.scale, now];
  direct = crowd(clipped(view, boxArea())) <= 3 * FEW && within(view).length <= FEW;
  c.imageSmoothingEnabled = true;
  if (direct) {
    c.save();
    c.translate(view.left, view.top);
    c.scale(1 / view.scale, 1 / view.scale);
    drawOver(c, view);
    c.restore();
  } else {
    const wanted = clipped(view, boxArea());
    const sharp = kept && kept.scale === view.scale;
    if (sharp ? !covers(kept, wanted) : !whole || now - scaleSince > SETTLED) {
      const [x, y] = [(view.right - view.left) * AROUND, (view.bottom - view.top) * AROUND];
      const area = clipped({ left: view.left - x, right: view.right + x, top: view.top - y, bottom: view.bottom + y }, boxArea());
      if (area.right > area.left && area.bottom > area.top) kept = pictured(area, view.scale, ratio(), kept?.canvas);
      if (!whole) whole = pictured(boxArea(), Math.min(1, 1600 / Math.max(data.box.width, data.box.height)), 1);
    } else if (!sharp) settleLater();
    if (!covers(kept, wanted) && whole) place(c, whole);
    if (kept) place(c, kept);
  }
  if (lit) dim(c, view);
});

// In view are so few nodes that all of them and all their links can be drawn each time.
function drawOver(c, view) {
  const { left, top, scale } = view;
  const toX = (x) => (x - left) * scale, toY = (y) => (y - top) * scale;
  for (const group of groups) {
    if (!meets(group, view)) continue;
    disc(c, group, toX, toY, scale);
  }
  const seen = within(grown(view, 40)).filter(isShown);
  const done = new Set();
  c.strokeStyle = color.muted;
  c.lineWidth = Math.max(0.7, Math.min(1.4, scale * 1.6));
  for (const inside of [false, true]) {
    c.globalAlpha = inside ? 0.34 : 0.13;
    c.beginPath();
    for (const node of seen) {
      for (let at = beginning[node]; at < beginning[node + 1]; at += 1) {
        const link = attached[at], other = otherPlace(link, node);
        if (done.has(link) || (groupOf[node] === groupOf[other]) !== inside || !isShown(other)) continue;
        done.add(link);
        c.moveTo(toX(XY[2 * node]), toY(XY[2 * node + 1]));
        c.lineTo(toX(XY[2 * other]), toY(XY[2 * other + 1]));
      }
    }
    c.stroke();
  }
  drawDots(c, seen, toX, toY, scale, ratio());
}

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

// Names, the most important first, where there is room.
network.on("afterDrawing", (c) => {
  const view = viewed();
  if (!view.width || !count) return;
  c.save();
  c.translate(view.left, view.top);
  c.scale(1 / view.scale, 1 / view.scale);
  const taken = [];
  const name = (x, y, lines, options) => {
    const size = options.size;
    const width = Math.max(...lines.map((line) => [...line].reduce((sum, char) => sum + (char.charCodeAt(0) > 0x2e7f ? 1 : 0.56), 0))) * size + 6;
    const box = { x, y, width, height: lines.length * size * 1.25 };
    if (!options.always && taken.some((other) => Math.abs(other.x - x) < (other.width + width) / 2 && Math.abs(other.y - y) < (other.height + box.height) / 2)) return;
    taken.push(box);
    lines.forEach((line, number) => haloed(c, line, x, y + (number - (lines.length - 1) / 2) * size * 1.25, options));
  };
  const toX = (x) => (x - view.left) * view.scale, toY = (y) => (y - view.top) * view.scale;
  const nodeName = (node, always) => {
    const lines = fold(wordsOf(node));
    const below = dotOf(node, view.scale) + 4 + lines.length * LABEL * 0.625;
    name(toX(XY[2 * node]), toY(XY[2 * node + 1]) + below, lines, { size: LABEL, always, weight: always ? 600 : 400, fill: lit && !always ? color.muted : color.ink });
  };
  if (lit) {
    nodeName(lit.focus, true);
    const near = lit.links.map((link) => otherPlace(link, lit.focus)).filter((node) => isShown(node) && node !== lit.focus);
    for (const node of near.sort((a, b) => degreeOf(b) - degreeOf(a)).slice(0, 40)) nodeName(node, false);
  }
  if (!lit || direct) {
    for (const group of closed(view).slice(0, NAMED)) {
      const size = Math.round(2 * Math.max(11, Math.min(17, group.r * view.scale * 0.2))) / 2;
      const lines = [...fold(group.labels[state.language], 18), String(group.count)];
      name(toX(group.x), toY(group.y), lines, { size, weight: 600 });
    }
  }
  if (direct && !lit) {
    const seen = within(view).filter(isShown).sort((a, b) => degreeOf(b) - degreeOf(a) || a - b);
    for (const node of view.scale > 0.42 ? seen : seen.slice(0, 60)) nodeName(node, false);
  } else if (!lit) {
    // The most linked nodes of open groups come first in each.
    for (const group of groups) {
      if (!meets(group, view) || !isOpen(group, view)) continue;
      for (let node = group.first; node < Math.min(group.first + group.count, group.first + 24); node += 1) if (isShown(node)) nodeName(node, false);
    }
  }
  c.restore();
});

// -- groups, closed until they are large in view or clicked

const isOpen = (group, view) => 2 * group.r * view.scale > OPENS * Math.min(view.width, view.height);
const closed = (view) => groups.filter((group) => group.count > 1 && meets(group, view) && !isOpen(group, view)).sort((a, b) => b.count - a.count);

function openGroup(number) {
  const { x, y, r } = groups[number];
  const { clientWidth, clientHeight } = $("graph");
  fitted = false;
  moveTo({ x, y }, (0.94 * Math.min(clientWidth, clientHeight)) / (2 * r));
  say(`${groups[number].labels[state.language]}: ${word("nodes_of_group").replace("{n}", groups[number].count)}`);
}

function moveTo(position, scale) {
  network.moveTo({ position, scale, animation: still.matches ? false : { duration: 320, easingFunction: "easeInOutQuad" } });
}

// What vis-network holds: groups that are closed, nodes when few are in view, and what is selected.
let held = "";
function hold() {
  const view = viewed();
  const chosen = new Map();
  if (view.width && count) {
    if (state.selected !== null) chosen.set(state.selected, placeById().get(state.selected));
    if (direct) for (const node of within(view)) if (isShown(node)) chosen.set(ids()[node], node);
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
  waiting = setTimeout(settle, SETTLED + 10);
}
function settle() {
  hold();
  network.redraw();
}
for (const event of ["zoom", "dragEnd", "animationFinished"]) network.on(event, settleLater);
network.on("zoom", () => { fitted = false; });
network.on("dragEnd", () => { fitted = false; });

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
  network.redraw();
}

// -- moving the view

function fit() {
  const { clientWidth, clientHeight } = $("graph");
  const { x, y, width, height } = data.box;
  if (!clientWidth) return;
  fitted = true;
  const scale = Math.min(1.2, (clientWidth - 24) / (width || 1), (clientHeight - 24) / (height || 1));
  network.moveTo({ position: { x: x + width / 2, y: y + height / 2 }, scale, animation: false });
  settleLater();
}

function zoom(factor) {
  fitted = false;
  network.moveTo({ scale: Math.min(4, Math.max(0.002, network.getScale() * factor)), animation: false });
  settleLater();
}

// What is chosen comes near enough to be read, with what is around it.
function bringIntoView(id) {
  const node = placeById().get(id);
  const [x, y] = [XY[2 * node], XY[2 * node + 1]];
  const view = viewed();
  const margin = 60 / view.scale;
  const inside = x > view.left + margin && x < view.right - margin && y > view.top + margin && y < view.bottom - margin;
  if (inside && isOpen(groups[groupOf[node]], view)) return;
  fitted = false;
  const { clientWidth, clientHeight } = $("graph");
  const opened = (0.94 * Math.min(clientWidth, clientHeight)) / (2 * groups[groupOf[node]].r);
  moveTo({ x, y }, Math.max(view.scale, Math.min(0.8, opened)));
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
