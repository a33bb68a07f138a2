// The pictures that a frame is put together from: everything, seen from afar, and what is in view and around it, sharp.
// A frame only copies them, so that its time does not grow with the graph; the sharp one is painted piece by piece between.

const PIECE = 256; // pixels of a piece on each side
const AROUND = 0.3; // how much further than the view the sharp picture goes
const MOVING = 5, RESTING = 20; // ms of a frame in which pieces are painted, while the view moves and while it rests
const DRIFT = 1.7; // by how much the scale may differ from the sharp picture's while it goes on changing
const PATIENCE = 160; // ms between two beginnings while the view goes on moving
const MOST_PIXELS = 8e6;

let whole = null; // a picture of everything
let sharp = null; // a picture of the view and what is around it; until all its pieces are painted the one before shows through
let before = null;
let begunAt = 0;

const boxArea = () => ({ left: data.box.x, top: data.box.y, right: data.box.x + data.box.width, bottom: data.box.y + data.box.height });
const covers = (layer, area) => layer && layer.left <= area.left && layer.right >= area.right && layer.top <= area.top && layer.bottom >= area.bottom;
const clipped = (area, to) => ({ left: Math.max(area.left, to.left), right: Math.min(area.right, to.right), top: Math.max(area.top, to.top), bottom: Math.min(area.bottom, to.bottom) });
const sameScale = (a, b) => Math.abs(a / b - 1) < 1e-9;

// A picture yet to be painted. Its corner lies on a pixel counted from the middle of the world, so that one can be copied
// into another of the same scale without a loss.
function layer(area, scale, ratio, canvas = document.createElement("canvas")) {
  const grain = scale * ratio;
  const [x, y] = [Math.floor(area.left * grain), Math.floor(area.top * grain)];
  canvas.width = Math.max(1, Math.ceil(area.right * grain) - x);
  canvas.height = Math.max(1, Math.ceil(area.bottom * grain) - y);
  return { canvas, c: canvas.getContext("2d"), scale, ratio, x, y, left: x / grain, top: y / grain, right: (x + canvas.width) / grain, bottom: (y + canvas.height) / grain, pieces: [], across: [], work: null };
}

const paint = (made, piece) => {
  const grain = made.scale * made.ratio;
  const area = { left: (made.x + piece.x) / grain, top: (made.y + piece.y) / grain };
  Object.assign(area, { right: area.left + piece.width / grain, bottom: area.top + piece.height / grain });
  return painted(made.c, piece, area, made.scale, made.ratio, made.across);
};

// Paints at once all that a picture has.
function finished(made) {
  const late = deadline;
  deadline = Infinity;
  for (const piece of made.pieces.length ? made.pieces : [{ x: 0, y: 0, width: made.canvas.width, height: made.canvas.height }]) paint(made, piece).next();
  deadline = late;
  made.pieces = [];
  return made;
}

function paintWhole(scale) {
  const { width, height } = data.box;
  const fine = Math.min(scale * ratio(), Math.sqrt(MOST_PIXELS / Math.max(1, width * height))) / ratio();
  const made = layer(boxArea(), fine, ratio());
  if (near.places) made.across = linksAcross(null, made);
  whole = finished(made);
}

// Begins a sharp picture of a view; what the one before has of it at the same scale is kept.
function begin(view) {
  const [x, y] = [(view.right - view.left) * AROUND, (view.bottom - view.top) * AROUND];
  const area = clipped({ left: view.left - x, right: view.right + x, top: view.top - y, bottom: view.bottom + y }, boxArea());
  if (area.right <= area.left || area.bottom <= area.top) return;
  const last = sharp;
  sharp = layer(area, view.scale, ratio(), before?.canvas);
  before = last;
  sharp.across = linksAcross(view, area);
  const kept = last && sameScale(last.scale, sharp.scale) && last.ratio === sharp.ratio && Boolean(last.across.length) === Boolean(sharp.across.length);
  if (kept) sharp.c.drawImage(last.canvas, last.x - sharp.x, last.y - sharp.y);
  for (let top = 0; top < sharp.canvas.height; top += PIECE) {
    for (let left = 0; left < sharp.canvas.width; left += PIECE) {
      const piece = { x: left, y: top, width: Math.min(PIECE, sharp.canvas.width - left), height: Math.min(PIECE, sharp.canvas.height - top) };
      if (!kept || !hasPainted(last, { ...piece, x: left + sharp.x, y: top + sharp.y })) sharp.pieces.push(piece);
    }
  }
}

// Whether a picture has a piece, whose place is counted from the middle of the world.
function hasPainted(made, { x, y, width, height }) {
  const [left, top] = [x - made.x, y - made.y];
  if (left < 0 || top < 0 || left + width > made.canvas.width || top + height > made.canvas.height) return false;
  const waiting = made.work ? [...made.pieces, made.work.piece] : made.pieces;
  return !waiting.some((piece) => piece.x < left + width && left < piece.x + piece.width && piece.y < top + height && top < piece.y + piece.height);
}

// Paints pieces, the nearest to the middle of the view first, for so many ms; tells whether one was finished.
function paintOn(view, time) {
  if (!sharp?.pieces.length && !sharp?.work) return false;
  deadline = performance.now() + time;
  const grain = sharp.scale * sharp.ratio;
  const [x, y] = [((view.left + view.right) / 2) * grain - sharp.x, ((view.top + view.bottom) / 2) * grain - sharp.y];
  const away = (piece) => Math.hypot(piece.x + piece.width / 2 - x, piece.y + piece.height / 2 - y);
  let any = false;
  do {
    if (!sharp.work) {
      const piece = sharp.pieces.reduce((best, other) => (away(other) < away(best) ? other : best));
      sharp.pieces.splice(sharp.pieces.indexOf(piece), 1);
      sharp.work = { piece, painting: paint(sharp, piece) };
    }
    if (sharp.work.painting.next().done) {
      sharp.work = null;
      any = true;
    }
  } while (performance.now() < deadline && sharp.pieces.length);
  deadline = Infinity;
  return any;
}

const isPainted = () => !sharp || (!sharp.pieces.length && !sharp.work);

// Copies what there is of a view onto a context whose unit is a pixel of the page.
function place(c, made, view) {
  const exact = sameScale(made.scale, view.scale);
  const snap = (value) => (exact ? Math.round(value * made.ratio) / made.ratio : value);
  const [x, y] = [snap((made.left - view.left) * view.scale), snap((made.top - view.top) * view.scale)];
  const grow = exact ? 1 / made.ratio : view.scale / made.scale / made.ratio;
  c.drawImage(made.canvas, x, y, made.canvas.width * grow, made.canvas.height * grow);
}

// Puts a frame together; `goal` is where the view is going.
function compose(c, view, goal) {
  const now = performance.now();
  if (!whole) paintWhole(fitting());
  if (now - begunAt > PATIENCE || now - camera.movedAt > SETTLED) {
    const nearest = sharp ?? whole;
    const far = Math.max(goal.scale / nearest.scale, nearest.scale / goal.scale);
    const decided = now - camera.scaledAt > SETTLED;
    if (sameScale(goal.scale, nearest.scale) ? !covers(nearest, clipped(goal, boxArea())) : decided || far > DRIFT) {
      begin(goal);
      begunAt = now;
    }
  }
  paintOn(view, now - camera.movedAt < SETTLED ? MOVING : RESTING);
  const seen = clipped(view, boxArea());
  const full = isPainted();
  const filled = !full && covers(before, seen);
  if (!sharp || (!filled && !(full && covers(sharp, seen)))) place(c, whole, view);
  if (before && !full) place(c, before, view);
  if (sharp) place(c, sharp, view);
}

// What a picture that is taken away shows, sharp at once.
function composeSharply(c, view) {
  const made = layer(clipped(view, boxArea()), view.scale, ratio());
  made.across = linksAcross(view, made);
  place(c, finished(made), view);
}

// Whatever changes how things look throws the pictures away.
function forget() {
  whole = sharp = before = null;
}
