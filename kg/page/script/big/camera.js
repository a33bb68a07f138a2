// How the view moves: it glides to where the wheel, the pointer or a key sends it, in as many frames as can be drawn, also
// where events come seldom. vis-network keeps the view; when something else has set it, that is where the view is.

const NEAREST = 4; // the largest scale
const GLIDE = 62, FLIGHT = 95; // ms in which the rest of the way shrinks to a third, for the wheel and for a jump
const SETTLED = 90; // ms without a change of scale, after which the picture is drawn sharply
const RESTED = 140; // ms without any movement, after which what is near is held
const still = matchMedia("(prefers-reduced-motion: reduce)");

const redraw = () => network.body.emitter.emit("_requestRedraw");
const camera = { goal: null, pace: GLIDE, scale: 0, x: 0, y: 0, at: 0, movedAt: 0, scaledAt: 0, dragging: false, draggedAt: 0, gap: 16 };

const fitting = ({ width, height } = data.box, margin = 24) => {
  const { clientWidth, clientHeight } = $("graph");
  return Math.min(1.2, Math.max(8, clientWidth - margin) / (width || 1), Math.max(8, clientHeight - margin) / (height || 1));
};
const farthest = () => Math.min(0.05, fitting() / 2);

function areaOf({ scale, x, y }) {
  const { clientWidth: width, clientHeight: height } = $("graph");
  return { left: -x / scale, top: -y / scale, right: (width - x) / scale, bottom: (height - y) / scale, scale, width, height };
}
const viewed = () => areaOf({ scale: network.body.view.scale, ...network.body.view.translation });
const goalOf = (view) => (camera.goal ? areaOf(camera.goal) : view);

// Where the view comes to rest the pictures lie on the pixels of the screen.
const onPixels = ({ scale, x, y }) => ({ scale, x: Math.round(x), y: Math.round(y) });

// Sends the view somewhere: at once where motion is unwelcome.
function glide(goal, pace) {
  fitted = false;
  if (still.matches) return setView(goal);
  Object.assign(camera, { goal: onPixels(goal), pace });
  if (goal.scale !== network.body.view.scale) camera.scaledAt = performance.now();
  redraw();
}

function setView(goal) {
  const { scale, x, y } = onPixels(goal);
  camera.goal = null;
  Object.assign(network.body.view, { scale, translation: { x, y } });
  redraw();
}

// The view with a point of the world in its middle.
function centred({ x, y }, scale) {
  const { clientWidth, clientHeight } = $("graph");
  return { scale, x: clientWidth / 2 - x * scale, y: clientHeight / 2 - y * scale };
}
const flyTo = (position, scale) => glide(centred(position, scale), FLIGHT);

// Nearer or farther by a factor; a point of the window stays where it is.
function zoomAt(factor, point, pace) {
  const { scale, x, y } = camera.goal ?? { scale: network.body.view.scale, ...network.body.view.translation };
  const wanted = Math.min(NEAREST, Math.max(farthest(), scale * factor));
  const grown = wanted / scale;
  glide({ scale: wanted, x: point.x - (point.x - x) * grown, y: point.y - (point.y - y) * grown }, pace);
}

$("graph").addEventListener("wheel", (event) => {
  event.preventDefault();
  event.stopPropagation();
  const { left, top } = $("graph").getBoundingClientRect();
  const turned = event.deltaY * (event.deltaMode ? 16 : 1);
  const factor = Math.exp(-Math.max(-240, Math.min(240, turned)) * (event.ctrlKey ? 0.01 : 0.0016));
  if (turned) zoomAt(factor, { x: event.clientX - left, y: event.clientY - top }, GLIDE);
}, { capture: true, passive: false });

// While the pointer drags the view, vis-network says where it belongs; between two events it catches up, the more slowly
// the seldomer they come.
network.on("dragStart", () => Object.assign(camera, { goal: null, dragging: true, draggedAt: performance.now() }));
network.on("dragging", () => {
  const now = performance.now();
  camera.gap = 0.7 * camera.gap + 0.3 * Math.min(60, now - camera.draggedAt);
  camera.draggedAt = now;
});
network.on("dragEnd", () => { camera.dragging = false; });

network.on("initRedraw", () => {
  const { view } = network.body;
  const now = performance.now();
  const past = Math.min(50, now - camera.at);
  camera.at = now;
  const moved = view.translation.x !== camera.x || view.translation.y !== camera.y;
  if (view.scale !== camera.scale || (moved && !camera.dragging)) camera.goal = null; // set by something else
  else if (moved && !still.matches) {
    Object.assign(camera, { goal: { scale: view.scale, ...view.translation }, pace: 0.6 * camera.gap });
    view.translation = { x: camera.x, y: camera.y };
  }
  if (camera.goal) step(view, 1 - Math.exp(-past / camera.pace));
  const { scale, translation: { x, y } } = view;
  if (scale !== camera.scale) camera.scaledAt = now;
  if (scale !== camera.scale || x !== camera.x || y !== camera.y) {
    camera.movedAt = now;
    settleLater();
  }
  Object.assign(camera, { scale, x, y });
});

// A part of the way. Scales shrink and grow evenly, and one point of the window stays where it is.
function step(view, part) {
  const { goal } = camera;
  const { scale, translation: { x, y } } = view;
  const near = Math.abs(goal.scale / scale - 1) < 0.002;
  if (near && Math.hypot(goal.x - x, goal.y - y) < 0.4) {
    view.scale = goal.scale;
    view.translation = { x: goal.x, y: goal.y };
    camera.goal = null;
    return;
  }
  view.scale = near ? goal.scale : scale * (goal.scale / scale) ** part;
  const share = near ? part : (view.scale - scale) / (goal.scale - scale);
  view.translation = { x: x + (goal.x - x) * share, y: y + (goal.y - y) * share };
}
