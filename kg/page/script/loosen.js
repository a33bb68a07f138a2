// Moving cards: by hand, which pins them where they are put, and by letting the links pull; and back to where they belong.

const pinned = new Map(); // the place of every pinned card
let loose = false;
let resting = true;
let dragged = null;
const still = matchMedia("(prefers-reduced-motion: reduce)");
// Gentle: a link pulls its cards together, each card is drawn back to its place, none may lie on another; it ends within a few seconds.
const PULL = 0.03, BACK = 0.012, KEPT = 0.78; // of the distance, of the distance, of the speed, each a step
const GAP = 9, LINK = 46; // between cards, and along a link from border to border
const REST = 0.08; // the speed below which all stand still

const placeOf = (id) => (!portrait && pinned.get(id)) || (({ x, y }) => ({ x, y }))((portrait ? data.portrait[state.language] : wide).cards[id]);

function put(ids) {
  for (const id of ids) Object.assign(items.get(id), placeOf(id));
  nodes.update(ids.map((id) => ({ id, ...placeOf(id) })));
  network.redraw();
}

function pin(id, { x, y }) {
  pinned.set(id, { x: Math.round(x), y: Math.round(y) });
  put([id]);
  stir();
  keepDetails();
}

function unpin(id) {
  pinned.delete(id);
  if (loose) stir();
  else put([id]);
  keepDetails();
}

function togglePin(id) {
  if (portrait || !isDrawn(items.get(id))) return;
  if (pinned.has(id)) unpin(id);
  else pin(id, network.body.nodes[id]);
  say(word(pinned.has(id) ? "pinned" : "unpinned"));
}

function pinButton(item, press) {
  if (portrait) return [];
  const button = press("pin", pinned.has(item.id), word(pinned.has(item.id) ? "unpin" : "pin"), () => togglePin(item.id));
  button.title = word("pin_hint");
  button.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!way || !pinned.has(item.id)) return;
    event.preventDefault();
    event.stopPropagation();
    const length = event.shiftKey ? 50 : 10;
    const { x, y } = pinned.get(item.id);
    pin(item.id, { x: x + way[0] * length, y: y + way[1] * length });
  });
  return [button];
}

// Where a card is when vis-network moves it.
function whereMoved(id) {
  const { x, y } = network.body.nodes[id];
  Object.assign(items.get(id), { x, y });
}

const isHeld = (id) => id === dragged || pinned.has(id) || isFrame(items.get(id));

// One step of loosening; returns the greatest speed.
function relax(speeds) {
  const cards = nodes.getIds().map((id) => items.get(id)).filter(isVisible);
  for (const item of cards) {
    const speed = speeds.get(item.id) || speeds.set(item.id, { x: 0, y: 0 }).get(item.id);
    const home = placeOf(item.id);
    speed.x = speed.x * KEPT + (home.x - item.x) * BACK;
    speed.y = speed.y * KEPT + (home.y - item.y) * BACK;
  }
  for (const { from, to, shown } of data.links) {
    const [a, b] = [items.get(from), items.get(to)];
    if (!shown || !isVisible(a) || !isVisible(b)) continue;
    const [across, down] = [b.x - a.x, b.y - a.y];
    const distance = Math.hypot(across, down) || 1;
    const [ends, ups] = [border(a, b.x, b.y), border(b, a.x, a.y)];
    const pull = ((distance - Math.hypot(ends[0] - a.x, ends[1] - a.y) - Math.hypot(ups[0] - b.x, ups[1] - b.y) - LINK) * PULL) / distance;
    for (const [item, way] of [[a, 1], [b, -1]]) {
      speeds.get(item.id).x += across * pull * way;
      speeds.get(item.id).y += down * pull * way;
    }
  }
  let most = 0;
  for (const item of cards) {
    if (isHeld(item.id)) continue;
    const speed = speeds.get(item.id);
    most = Math.max(most, Math.hypot(speed.x, speed.y));
    item.x += speed.x;
    item.y += speed.y;
  }
  for (let round = 0; round < 3; round++) apart(cards);
  return most;
}

// Cards that lie on each other move apart the shorter way; one that is held stays.
function apart(cards) {
  cards.forEach((a, index) => {
    for (let other = index + 1; other < cards.length; other++) {
      const b = cards[other];
      const wide = (widthOf(a) + widthOf(b)) / 2 + GAP - Math.abs(b.x - a.x);
      const high = (a.height + b.height) / 2 + GAP - Math.abs(b.y - a.y);
      if (wide <= 0 || high <= 0) continue;
      const [axis, length] = wide < high ? ["x", wide] : ["y", high];
      const way = b[axis] < a[axis] ? -1 : 1;
      const [heldA, heldB] = [isHeld(a.id), isHeld(b.id)];
      if (!heldA) a[axis] -= way * length * (heldB ? 1 : 0.5);
      if (!heldB) b[axis] += way * length * (heldA ? 1 : 0.5);
    }
  });
}

function showMoved(ids) {
  for (const id of ids) Object.assign(network.body.nodes[id], (({ x, y }) => ({ x, y }))(items.get(id)));
  network.redraw();
}

function loosen(on) {
  if (on === loose || (on && portrait)) return;
  loose = on;
  $("loosen").setAttribute("aria-pressed", String(on));
  if (on) loosenOn();
  else put(nodes.getIds());
  say(word(on ? "loosened" : "restored"));
}

function loosenOn() {
  const speeds = new Map();
  const ids = nodes.getIds();
  if (still.matches) {
    for (let step = 0; step < 400; step++) relax(speeds);
    return showMoved(ids);
  }
  const step = () => {
    if (!loose) return;
    const most = relax(speeds);
    showMoved(ids);
    if (most > REST || dragged) requestAnimationFrame(step);
    else resting = true;
  };
  resting = false;
  requestAnimationFrame(step);
}

// What has changed sets everything moving again.
function stir() {
  if (loose && (resting || still.matches)) loosenOn();
}

network.on("dragStart", ({ nodes: [id] }) => {
  dragged = id || null;
  if (dragged) stir();
});
network.on("dragging", () => { if (dragged) whereMoved(dragged); });
network.on("dragEnd", () => {
  const id = dragged;
  dragged = null;
  if (id === null) fitted = false;
  else {
    pin(id, network.body.nodes[id]);
    // vis-network selects what is dragged.
    network.selectNodes(state.selected && nodes.get(state.selected) ? [state.selected] : [], false);
  }
});
$("loosen").addEventListener("click", () => loosen(!loose));
Object.assign(hooks.keys, {
  m: () => { if (state.selected) togglePin(state.selected); },
  l: () => loosen(!loose),
});
