// The names of groups and nodes, the most important first, where there is room.

const LABEL = 12.5;
const NAMED = 60; // so many groups bear their names at once, the largest first
const SPELLING = 4; // ms of a frame in which words are drawn that were not drawn before

// A line of words with the ground around each letter, so that it can be read on anything. Letters are slow to draw, so a
// line is drawn once and then copied, for a while also in another size; in a picture that is taken away they stay letters.
const spoken = new Map();
let spellUntil = 0;
let unspoken = false; // whether a frame lacks words, or has them in another size
function haloed(c, words, x, y, { size, weight = 400, fill = color.ink }) {
  if (sharpness) return spell(c, words, Math.round(x), Math.round(y), size, weight, fill);
  const key = `${weight} ${fill} ${words}`;
  const sizes = spoken.get(key) ?? new Map();
  let made = sizes.get(size);
  if (!made && performance.now() < spellUntil) {
    made = written(words, size, weight, fill);
    spoken.set(key, sizes.set(size, made));
  }
  unspoken ||= !made;
  made ??= sizes.values().next().value;
  if (!made) return;
  const [width, height] = [made.width * (size / made.size), made.height * (size / made.size)];
  c.drawImage(made.canvas, Math.round(x - width / 2), Math.round(y - height / 2), width, height);
}

function written(words, size, weight, fill) {
  if (spoken.size > 1500) spoken.clear();
  const canvas = document.createElement("canvas");
  const c = canvas.getContext("2d");
  c.font = `${weight} ${size}px ${FONT}`;
  const [width, height] = [2 * Math.ceil((c.measureText(words).width + size) / 2), 2 * Math.ceil(size * 0.95)];
  canvas.width = width * ratio();
  canvas.height = height * ratio();
  c.scale(ratio(), ratio());
  spell(c, words, width / 2, height / 2, size, weight, fill);
  c.getImageData(0, 0, 1, 1); // letters are drawn now, in the time that is reckoned with, not when they are copied
  return { canvas, width, height, size };
}

function spell(c, words, x, y, size, weight, fill) {
  Object.assign(c, { font: `${weight} ${size}px ${FONT}`, textAlign: "center", textBaseline: "middle", lineJoin: "round", lineWidth: size / 4, strokeStyle: color.ground, fillStyle: fill });
  c.strokeText(words, x, y);
  c.fillText(words, x, y);
}

// A label as one line, or two if it is long; what does not fit is cut with a mark.
const folded = new Map();
function fold(words, most = 15) {
  const key = `${most} ${words}`;
  if (folded.has(key)) return folded.get(key);
  const width = (char) => (char.charCodeAt(0) > 0x2e7f ? 1.75 : 1);
  const lines = [];
  let line = "", room = most;
  for (const part of words.slice(0, 120).match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+/gu) || []) {
    const length = [...part.trimEnd()].reduce((sum, char) => sum + width(char), 0);
    if (line && length > room) {
      lines.push(line.trimEnd());
      [line, room] = ["", most];
    }
    line += part;
    room -= length + (part.length - part.trimEnd().length);
  }
  if (line.trim()) lines.push(line.trimEnd());
  const found = lines.slice(0, 2).map((text) => (text.length > most + 6 ? `${text.slice(0, most + 4)}…` : text));
  if (lines.length > 2) found[1] = `${found[1].slice(0, -1)}…`;
  if (folded.size > 4000) folded.clear();
  folded.set(key, found);
  return found;
}

function drawNames(c) {
  const view = viewed();
  if (!view.width || !count) return;
  const direct = isNear(view);
  unspoken = false;
  spellUntil = performance.now() + SPELLING;
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
    name(toX(XY[2 * node]), toY(XY[2 * node + 1]) + below, lines, { size: LABEL, always, weight: always ? 600 : 400, fill: lit && !lit.alone && !always ? color.muted : color.ink });
  };
  if (lit) {
    if (lit.focus !== null) nodeName(lit.focus, true);
    const others = lit.nodes.filter((node) => node !== lit.focus);
    for (const node of others.slice(0, 40)) nodeName(node, false);
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
}
