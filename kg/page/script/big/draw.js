// How groups, links and dots are drawn on any canvas, at any scale.

const DOT = 1.05; // a dot is never smaller than this radius on the screen
const LABEL = 12.5;
const shades = () => data.styles.map((style) => color[style.tone]);
const hiddenStyle = (style) => state.off.has(data.styles[style].tone);
let hidden = data.styles.map(() => false);
const isShown = (place) => !hidden[styleOf[place]];

// One picture of a dot for each colour and size is drawn once and then copied, which is many times faster than circles.
const sprites = new Map();
function sprite(tone, radius, ratio) {
  const key = `${tone} ${radius} ${ratio}`;
  if (!sprites.has(key)) {
    const made = document.createElement("canvas");
    made.width = made.height = Math.ceil((2 * radius + 2) * ratio);
    const c = made.getContext("2d");
    c.scale(ratio, ratio);
    c.fillStyle = color[tone];
    c.beginPath();
    c.arc(radius + 1, radius + 1, radius, 0, 2 * Math.PI);
    c.fill();
    sprites.set(key, made);
  }
  return sprites.get(key);
}

// Draws a part of the picture on a canvas whose pixel (0, 0) is the part's left upper corner.
function drawArea(c, area, scale, ratio) {
  const toX = (x) => (x - area.left) * scale, toY = (y) => (y - area.top) * scale;
  c.setTransform(ratio, 0, 0, ratio, 0, 0);
  c.lineCap = "round";
  drawBetween(c, toX, toY, scale);
  for (const group of groups) {
    if (!meets(group, area)) continue;
    c.globalAlpha = 1;
    c.beginPath();
    c.arc(toX(group.x), toY(group.y), group.r * scale, 0, 2 * Math.PI);
    c.fillStyle = color.band;
    c.fill();
    c.strokeStyle = color.line;
    c.lineWidth = 1;
    c.stroke();
  }
  drawInside(c, area, toX, toY, scale);
  drawDots(c, within(grown(area, 30)), toX, toY, scale, ratio);
  c.globalAlpha = 1;
}

const grown = (area, by) => ({ left: area.left - by, right: area.right + by, top: area.top - by, bottom: area.bottom + by });
const meets = ({ x, y, r }, area) => x + r >= area.left && x - r <= area.right && y + r >= area.top && y - r <= area.bottom;

// Between groups a band for all their links; how many they are tells its width. The strongest ones of each group only:
// all of them would hide what they are to show.
const strongest = (() => {
  const taken = new Map();
  const found = [];
  for (const [a, b, number] of [...data.between].sort((one, other) => other[2] - one[2])) {
    const [left, right] = [taken.get(a) || 0, taken.get(b) || 0];
    if (left >= 3 && right >= 3) continue;
    taken.set(a, left + 1).set(b, right + 1);
    found.push([groups[a], groups[b], number]);
  }
  return found;
})();
const heaviest = Math.max(1, ...strongest.map(([, , number]) => number));

function drawBetween(c, toX, toY, scale) {
  c.strokeStyle = color.muted;
  for (const [a, b, number] of strongest) {
    const [x1, y1, x2, y2] = [toX(a.x), toY(a.y), toX(b.x), toY(b.y)];
    const share = Math.sqrt(number / heaviest);
    c.globalAlpha = 0.1 + 0.16 * share;
    c.lineWidth = Math.max(0.6, Math.min(14, 0.16 * Math.min(a.r, b.r) * scale) * share);
    c.beginPath();
    c.moveTo(x1, y1);
    c.quadraticCurveTo((x1 + x2) / 2 + (y2 - y1) * 0.12, (y1 + y2) / 2 - (x2 - x1) * 0.12, x2, y2);
    c.stroke();
  }
}

// Links inside groups; long paths are slow to draw, so they are cut.
function drawInside(c, area, toX, toY, scale) {
  c.strokeStyle = color.muted;
  c.globalAlpha = Math.min(0.32, 0.12 + scale * 0.4);
  c.lineWidth = Math.max(0.5, Math.min(1.2, scale * 1.6));
  let drawn = 0;
  c.beginPath();
  for (const group of groups) {
    if (!meets(group, area)) continue;
    for (let place = group.first; place < group.first + group.count; place += 1) {
      if (!isShown(place)) continue;
      for (let at = beginning[place]; at < beginning[place + 1]; at += 1) {
        const link = attached[at];
        if (from[link] !== place) continue;
        const other = to[link];
        if (other < group.first || other >= group.first + group.count || !isShown(other)) continue;
        const x1 = XY[2 * place], y1 = XY[2 * place + 1], x2 = XY[2 * other], y2 = XY[2 * other + 1];
        if ((x1 < area.left && x2 < area.left) || (x1 > area.right && x2 > area.right) || (y1 < area.top && y2 < area.top) || (y1 > area.bottom && y2 > area.bottom)) continue;
        c.moveTo(toX(x1), toY(y1));
        c.lineTo(toX(x2), toY(y2));
        drawn += 1;
        if (drawn % 200 === 0) {
          c.stroke();
          c.beginPath();
        }
      }
    }
  }
  c.stroke();
}

function drawDots(c, places, toX, toY, scale, ratio) {
  c.globalAlpha = 1;
  const tones = data.styles.map((style) => style.tone);
  for (const place of places) {
    const style = styleOf[place];
    if (hidden[style]) continue;
    const x = toX(XY[2 * place]), y = toY(XY[2 * place + 1]);
    const radius = Math.max(DOT, Math.round(sizes[place] * scale * 4) / 4);
    if (radius > 14) {
      c.fillStyle = color[tones[style]];
      c.beginPath();
      c.arc(x, y, radius, 0, 2 * Math.PI);
      c.fill();
      continue;
    }
    c.drawImage(sprite(tones[style], radius, ratio), x - radius - 1, y - radius - 1, 2 * radius + 2, 2 * radius + 2);
  }
}

// A line of words with the ground around each letter, so that it can be read on anything.
function haloed(c, words, x, y, { size, weight = 400, fill = color.ink, align = "center" }) {
  c.font = `${weight} ${size}px ${FONT}`;
  c.textAlign = align;
  c.textBaseline = "middle";
  c.lineJoin = "round";
  c.lineWidth = size / 4;
  c.strokeStyle = color.ground;
  c.strokeText(words, x, y);
  c.fillStyle = fill;
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
  const found = lines.slice(0, 2).map((text) => (text.length > most + 3 ? `${text.slice(0, most + 1)}…` : text));
  if (lines.length > 2) found[1] = `${found[1].slice(0, -1)}…`;
  if (folded.size > 4000) folded.clear();
  folded.set(key, found);
  return found;
}
