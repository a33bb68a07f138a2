// How groups, links and dots are drawn on any canvas, at any scale.

// A dot is never smaller than this radius on the screen; where many crowd, it leaves some ground between them.
const least = (scale) => Math.min(1.05, Math.max(0.5, 24 * scale));
const LABEL = 12.5;
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

// The ground of a group.
function disc(c, group, toX, toY, scale) {
  c.beginPath();
  c.arc(toX(group.x), toY(group.y), group.r * scale, 0, 2 * Math.PI);
  c.fillStyle = color.band;
  c.fill();
  c.strokeStyle = color.line;
  c.lineWidth = 1;
  c.stroke();
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
    disc(c, group, toX, toY, scale);
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
  // They are for the view from afar; nearer they only say that there is more.
  const { clientWidth, clientHeight } = $("graph");
  const fade = Math.min(1, Math.max(0.3, 1.3 / (scale * Math.max(data.box.width / clientWidth, data.box.height / clientHeight))));
  for (const [a, b, number] of strongest) {
    const [x1, y1, x2, y2] = [toX(a.x), toY(a.y), toX(b.x), toY(b.y)];
    const share = Math.sqrt(number / heaviest);
    c.globalAlpha = (0.1 + 0.16 * share) * fade;
    c.lineWidth = Math.max(0.6, Math.min(10, 0.13 * Math.min(a.r, b.r) * scale) * share);
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
  for (const place of within(area)) {
    if (!isShown(place)) continue;
    const x = XY[2 * place], y = XY[2 * place + 1];
    for (let at = beginning[place]; at < beginning[place + 1]; at += 1) {
      const link = attached[at], other = otherPlace(link, place);
      if (groupOf[place] !== groupOf[other] || !isShown(other)) continue;
      const x2 = XY[2 * other], y2 = XY[2 * other + 1];
      // A link with both ends here is drawn from one of them.
      if (from[link] !== place && x2 >= area.left && x2 <= area.right && y2 >= area.top && y2 <= area.bottom) continue;
      c.moveTo(toX(x), toY(y));
      c.lineTo(toX(x2), toY(y2));
      drawn += 1;
      if (drawn % 200 === 0) {
        c.stroke();
        c.beginPath();
      }
    }
  }
  c.stroke();
}

// Dots are as large as they are at scale 1, but seen from afar they fill some of the room that each has.
const dotOf = (place, scale) => Math.max(least(scale), sizes[place] * scale, Math.min(3, 2.2 * scale * sizes[place]));

function drawDots(c, places, toX, toY, scale, ratio) {
  c.globalAlpha = 1;
  const tones = data.styles.map((style) => style.tone);
  for (const place of places) {
    const style = styleOf[place];
    if (hidden[style]) continue;
    const x = toX(XY[2 * place]), y = toY(XY[2 * place + 1]);
    const radius = Math.round(dotOf(place, scale) * 4) / 4;
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

// A line of words with the ground around each letter, so that it can be read on anything. Letters are slow to draw, so a
// line is drawn once and then copied; in a picture that is taken away they stay letters.
const spoken = new Map();
function haloed(c, words, x, y, { size, weight = 400, fill = color.ink }) {
  const key = `${size} ${weight} ${fill} ${words}`;
  const spell = (on, middle, centre) => {
    Object.assign(on, { font: `${weight} ${size}px ${FONT}`, textAlign: "center", textBaseline: "middle", lineJoin: "round", lineWidth: size / 4, strokeStyle: color.ground, fillStyle: fill });
    on.strokeText(words, middle, centre);
    on.fillText(words, middle, centre);
  };
  if (!spoken.has(key)) {
    if (spoken.size > 1500) spoken.clear();
    const made = document.createElement("canvas");
    const p = made.getContext("2d");
    p.font = `${weight} ${size}px ${FONT}`;
    const [width, height] = [Math.ceil(p.measureText(words).width) + size, Math.ceil(size * 1.9)];
    made.width = width * ratio();
    made.height = height * ratio();
    p.scale(ratio(), ratio());
    spell(p, width / 2, height / 2);
    spoken.set(key, { made, width, height });
  }
  const { made, width, height } = spoken.get(key);
  const [left, top] = [Math.round(x - width / 2), Math.round(y - height / 2)];
  if (sharpness) spell(c, left + width / 2, top + height / 2);
  else c.drawImage(made, left, top, width, height);
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
