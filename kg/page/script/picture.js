// The picture: vis-network holds the nodes, finds what the pointer is on and moves the view; we draw.

const RESTING = 0.7; // how strong a link is while nothing is lit: the least that can be told from what is behind it
const MARGIN = 6; // around the picture on a narrow screen
const LEAST = 11; // pixels of text at first sight, in a frame of this size or more; in a smaller one in proportion
const ROOMY = [1440, 820];
const SMALLEST = Math.min(...Object.values(data.sizes));

const wires = read("network");
function wired(node) {
  const item = items.get(node.id);
  Object.assign(item, { x: node.x, y: node.y });
  const ctxRenderer = ({ ctx, x, y, state: marks }) => ({
    nodeDimensions: { width: widthOf(item), height: item.height },
    drawNode: () => {
      drawCard(ctx, item, x, y, marks);
      if (pinned.has(item.id) && !portrait) drawPin(ctx, item, x, y);
    },
  });
  // vis-network takes a custom shape for a square of twice this size when it looks which nodes lie outside the view.
  return { ...node, ctxRenderer, size: Math.max(...Object.values(item.width), item.height) / 2 };
}
const nodes = new vis.DataSet(wires.nodes.map(wired));
const edges = new vis.DataSet(data.links.filter((link) => link.shown).map(({ id, from, to }) => ({ id, from, to })));
readColors();
// Two arrangements: for a screen, and for a narrow one, where the picture is as wide as the screen and scrolls.
const wide = { box: data.box, bands: data.bands, cards: Object.fromEntries(wires.nodes.map(({ id }) => [id, (({ x, y, width, height, lines }) => ({ x, y, width, height, lines }))(items.get(id))])) };
const slim = matchMedia("(max-width: 699.98px)");
let portrait = false;
const network = new vis.Network($("graph"), { nodes, edges }, read("options"));
// The list of nodes is the way in by keyboard; the canvas would be one more stop that says nothing.
$("graph").firstElementChild.removeAttribute("tabindex");
$("graph").addEventListener("pointerleave", () => { if (state.hovered) hover(null); });
let fitted = true;
let bright = []; // the links of the focus, with the function that tells their way

network.on("beforeDrawing", (c) => {
  for (const band of data.bands) {
    box(c, band.x, band.y, band.width, band.height, 14);
    c.fillStyle = color.band;
    c.fill();
  }
  shining = lit();
  bright = [];
  for (const link of data.links) {
    if (!isLinkKept(link) || !isVisible(items.get(link.from)) || !isVisible(items.get(link.to))) continue;
    if (emphasis(link)) bright.push({ link });
    else if (link.shown && !portrait) drawLink(c, link, shining ? 0.07 : RESTING);
  }
  for (const entry of bright) entry.along = drawLink(c, entry.link, 1);
});

// Words stand on the links of the focus where position and shape do not tell what they mean, and where there is room.
network.on("afterDrawing", (c) => {
  const taken = bright.length ? [...(shining || near.places.keys())].map((id) => items.get(id)).filter(isVisible).map((item) => ({ x: item.x, y: item.y, width: widthOf(item), height: item.height })) : [];
  c.font = `${WORDS_FONT} ${FONT}`;
  for (const { link, along } of bright) {
    if (link.shown && data.layout !== "force" && (state.hovered || !near.path)) continue;
    const words = data.properties[link.property][state.language][0];
    const size = { width: c.measureText(words).width + 12, height: 18 };
    const place = [0.5, 0.35, 0.65, 0.25, 0.75].map(along).map(([x, y]) => ({ x, y, ...size })).find((place) => !taken.some((other) => overlap(place, other)));
    if (!place) continue;
    taken.push(place);
    drawWords(c, words, place);
    c.font = `${WORDS_FONT} ${FONT}`;
  }
});

const overlap = (a, b) => Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2;
const pairOf = (link) => [link.from, link.to].sort().join(" ");
const linedPairs = new Set(data.links.filter((link) => link.shown).map(pairOf));
const hasLine = (link) => linedPairs.has(pairOf(link));

// Around everything, or around what the picture is about.
function boxOf({ all = false } = {}) {
  const about = all ? null : near.path ? new Set([state.from, ...near.path.map((step) => step.to)]) : near.places && near.places.keys();
  if (portrait || (!about && !loose && !pinned.size)) return data.box;
  const found = about ? [...about].map((id) => items.get(id)).filter(isVisible) : data.items.filter(isVisible);
  const ends = (low, high) => [Math.min(...found.map(low)) - 14, Math.max(...found.map(high)) + 14];
  const [left, right] = ends((item) => item.x - widthOf(item) / 2, (item) => item.x + widthOf(item) / 2);
  const [top, bottom] = ends((item) => item.y - item.height / 2, (item) => item.y + item.height / 2);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

// Everything, or where that would be too small to read, the beginning, or what is selected.
function fit({ readable = false } = {}) {
  const frame = $("graph").getBoundingClientRect();
  const { x, y, width, height } = boxOf();
  const margin = frame.width < 700 ? MARGIN : 12;
  const [across, down] = [(frame.width - 2 * margin) / width, (frame.height - 2 * margin) / height];
  const whole = Math.min(across, down, 1.25);
  // Where the whole is smaller than this, a part of it is shown.
  const legible = (LEAST / SMALLEST) * Math.min(1, frame.width / ROOMY[0], frame.height / ROOMY[1]);
  if (!(whole > 0)) return;
  fitted = true;
  if (readable && portrait) {
    const scale = Math.min(1.25, across);
    const item = items.get(state.selected);
    // The middle of what is selected, or the top; the view never leaves the picture.
    network.moveTo({ position: { x: 0, y: item && isDrawn(item) ? item.y : y }, scale, animation: false });
    return;
  }
  if (!readable || whole >= legible || data.layout === "force") {
    moveTo(x + width / 2, y + height / 2, whole);
    return;
  }
  const item = items.get(state.selected);
  const [wantedX, wantedY] = item && isDrawn(item) ? [item.x, item.y] : [x, y];
  moveTo(wantedX, wantedY, Math.min(1, Math.max(legible, across, down)));

  // As near to a point as can be without showing what lies outside the picture.
  function moveTo(wantedX, wantedY, scale) {
    const all = boxOf({ all: true });
    const middle = (first, length, half, wanted) => (2 * half >= length ? first + length / 2 : Math.min(first + length - half, Math.max(first + half, wanted)));
    const position = {
      x: middle(all.x, all.width, (frame.width / 2 - margin) / scale, wantedX),
      y: middle(all.y, all.height, (frame.height / 2 - margin) / scale, wantedY),
    };
    network.moveTo({ position, scale, animation: false });
  }
}

// Chooses the arrangement by the width of the window.
function arrange() {
  loosen(false);
  portrait = Boolean(data.portrait) && slim.matches;
  const { box, bands, cards } = portrait ? data.portrait[state.language] : wide;
  Object.assign(data, { box, bands });
  nodes.update(wires.nodes.map(({ id }) => {
    const { x, y, width, height } = Object.assign(items.get(id), cards[id], placeOf(id));
    return { id, x, y, size: Math.max(...Object.values(width), height) / 2 };
  }));
  measure();
  network.setOptions({ interaction: { dragNodes: !portrait } });
  $("loosen").hidden = portrait;
  fitted = true;
  fit({ readable: true });
}
slim.addEventListener("change", arrange);

// A narrow picture stays in its column and scrolls no further than its ends, whatever moves it.
network.on("initRedraw", () => {
  const { clientWidth, clientHeight } = $("graph");
  if (!portrait || !clientWidth) return;
  const { box: { x, y, width, height } } = data;
  const { view } = network.body;
  const between = (first, length, room, now) => {
    const [least, most] = [room - MARGIN - (first + length) * view.scale, MARGIN - first * view.scale];
    return least > most ? (least + most) / 2 : Math.min(most, Math.max(least, now));
  };
  view.translation = { x: between(x, width, clientWidth, view.translation.x), y: Math.min(MARGIN - y * view.scale, between(y, height, clientHeight, view.translation.y)) };
});
$("graph").addEventListener("wheel", (event) => {
  if (!portrait || event.ctrlKey) return;
  event.preventDefault();
  event.stopPropagation();
  fitted = false;
  const { view } = network.body;
  const step = event.deltaMode ? 16 : 1;
  view.translation = { x: view.translation.x - event.deltaX * step, y: view.translation.y - event.deltaY * step };
  network.redraw();
}, { capture: true, passive: false });

// What the pointer hits is the card as it is now: vis-network asks for its size once and then keeps it.
function measure() {
  for (const { id } of wires.nodes) {
    const node = network.body.nodes[id];
    Object.assign(node.shape, { customSizeWidth: widthOf(items.get(id)), customSizeHeight: items.get(id).height });
    node.needsRefresh();
  }
}

function zoom(factor) {
  fitted = false;
  network.moveTo({ scale: Math.min(4, Math.max(0.05, network.getScale() * factor)), animation: false });
}

function moveBy(x, y) {
  fitted = false;
  const { x: middleX, y: middleY } = network.getViewPosition();
  network.moveTo({ position: { x: middleX + x / network.getScale(), y: middleY + y / network.getScale() }, animation: false });
}

// After the user has moved the view it stays, unless what was chosen lies outside it.
function bringIntoView(id) {
  const item = items.get(id);
  if (!isDrawn(item) || state.view !== "graph") return;
  if (fitted) return fit({ readable: true });
  const place = network.canvasToDOM({ x: item.x, y: item.y });
  const frame = $("graph").getBoundingClientRect();
  if (place.x < 60 || place.y < 30 || place.x > frame.width - 60 || place.y > frame.height - 30) {
    network.moveTo({ position: { x: item.x, y: item.y }, animation: false });
  }
}

// After the picture has begun or ceased to be about something.
function showNear() {
  if (state.view === "graph" && fitted) fit({ readable: true });
}

// Marks what is selected among what vis-network holds.
function markHeld(id) {
  network.selectNodes(id !== null && isDrawn(items.get(id)) ? [id] : [], false);
}

// Names have other widths in another language, and colours are others in another theme.
const renamed = () => (portrait ? arrange() : measure());
const recoloured = readColors;

function applyFilters() {
  nodes.update(wires.nodes.map(({ id }) => ({ id, hidden: !isVisible(items.get(id)) })));
  network.redraw();
}

new ResizeObserver(() => {
  if (!$("graph").clientWidth) return; // another view is shown
  network.setSize("100%", "100%");
  if (fitted) fit({ readable: true });
  network.redraw();
}).observe($("graph"));
network.on("zoom", () => { fitted = false; });
network.on("click", ({ nodes: [id] }) => select(id || null));
network.on("hoverNode", ({ node }) => hover(node));
network.on("blurNode", () => hover(null));

function hover(id) {
  state.hovered = id;
  $("graph").classList.toggle("over", id !== null);
  network.redraw();
}
