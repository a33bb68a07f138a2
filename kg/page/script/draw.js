// How one card and one link are drawn. Colours come from the style sheet, so that light and dark need no second copy.

const FONT = '"Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "Segoe UI", system-ui, sans-serif';
const SIGNS = { "+": "＋", "-": "－" };
const WORDS_FONT = "11.5px";
const TONES = ["t0", "t1", "t2", "t3", "t4", "t5", "shared", "plain"];
const paths = Object.fromEntries(Object.entries(data.icons).map(([name, path]) => [name, new Path2D(path)]));
const color = {};

function readColors() {
  const style = getComputedStyle(root);
  for (const name of ["ground", "panel", "ink", "muted", "line", "band", ...TONES, ...TONES.map((tone) => `${tone}-soft`)]) {
    color[name] = style.getPropertyValue(`--${name}`).trim();
  }
}

const widthOf = (item) => item.width[state.language];
const linesOf = (item) => item.lines[state.language];

function icon(c, name, x, y, size, stroke, weight = 2) {
  c.save();
  c.translate(x, y);
  c.scale(size / 24, size / 24);
  c.strokeStyle = stroke;
  c.lineWidth = weight;
  c.lineCap = c.lineJoin = "round";
  c.stroke(paths[name]);
  c.restore();
}

// The room given to fillText squeezes a line in a font wider than was reckoned with, instead of running over the card.
function text(c, words, x, y, { font, fill, room, align = "left" }) {
  c.font = `${font} ${FONT}`;
  c.fillStyle = fill;
  c.textAlign = align;
  c.textBaseline = "middle";
  c.fillText(words, x, y, room);
}

function box(c, x, y, width, height, radius) {
  c.beginPath();
  c.roundRect(x, y, width, height, radius);
}

function outline(c, stroke, width) {
  c.shadowColor = "transparent";
  c.strokeStyle = stroke;
  c.lineWidth = width;
  c.stroke();
}

function badges(c, item, right, top) {
  let x = right - 14;
  for (const name of item.badges || []) {
    icon(c, `finding-${name}`, x, top, 14, name === "mismatch" ? color.t1 : color.muted, 2);
    x -= 19;
  }
}

const shapes = {
  claim(c, item, { left, top, width, height, marked }) {
    box(c, left, top, width, height, 6);
    c.fillStyle = color.panel;
    c.fill();
    outline(c, marked ? color[item.tone] : color.line, marked ? 2 : 1);
    const outer = item.x > 0 && data.layout === "sides";
    box(c, outer ? left + width - 4.5 : left, top, 4.5, height, outer ? [0, 6, 6, 0] : [6, 0, 0, 6]);
    c.fillStyle = color[item.tone];
    c.fill();
    const { label: name, more } = linesOf(item);
    const x = left + (outer ? 12 : 15);
    let y = top + height / 2 - (name.length * 18 + more.length * 15.5) / 2 + 9;
    if (item.sign) text(c, SIGNS[item.sign], x - 1, y, { font: `700 ${data.sizes.label}px`, fill: color[item.tone] });
    name.forEach((line, index) => {
      const shift = item.sign && !index ? 17 : 0;
      text(c, line, x + shift, y, { font: `600 ${data.sizes.label}px`, fill: color.ink, room: width - 26 - shift });
      y += 18;
    });
    y -= 1;
    for (const line of more) {
      text(c, line, x, y, { font: `${data.sizes.more}px`, fill: color.muted, room: width - 26 });
      y += 15.5;
    }
    badges(c, item, left + width - (outer ? 12 : 8), top + 7);
  },
  example(c, item, { left, top, width, height, marked }) {
    const fold = 11, right = left + width, bottom = top + height;
    c.beginPath();
    c.moveTo(left + 5, top);
    c.lineTo(right - fold, top);
    c.lineTo(right, top + fold);
    c.arcTo(right, bottom, left, bottom, 5);
    c.arcTo(left, bottom, left, top, 5);
    c.arcTo(left, top, right, top, 5);
    c.closePath();
    c.fillStyle = color.panel;
    c.fill();
    outline(c, color[item.tone], marked ? 2.4 : 1.1);
    c.beginPath();
    c.moveTo(right - fold, top);
    c.lineTo(right - fold, top + fold);
    c.lineTo(right, top + fold);
    c.closePath();
    c.fillStyle = color[`${item.tone}-soft`];
    c.fill();
    outline(c, color[item.tone], 1);
    const { label: name } = linesOf(item);
    let y = top + height / 2 - ((name.length - 1) * 18) / 2;
    for (const line of name) {
      text(c, line, left + 13, y, { font: `${data.sizes.label}px`, fill: color.ink, room: width - 22 });
      y += 18;
    }
    badges(c, item, right - fold - 6, top + 6);
  },
  // What a text or table says in passing: its words on soft ground, with the sign of its kind.
  told(c, item, { left, top, width, height, marked }) {
    box(c, left, top, width, height, 7);
    c.fillStyle = color[`${item.tone}-soft`];
    c.fill();
    outline(c, color[item.tone], marked ? 2.4 : 0.6);
    icon(c, item.kind, left + 11, top + height / 2 - 7, 14, color[item.tone]);
    const { label: name } = linesOf(item);
    let y = top + height / 2 - ((name.length - 1) * 18) / 2;
    for (const line of name) {
      text(c, line, left + 34, y, { font: `${data.sizes.label}px`, fill: color.ink, room: width - 44 });
      y += 18;
    }
  },
  pill(c, item, { left, top, width, height, marked }) {
    box(c, left, top, width, height, Math.min(height / 2, 14));
    c.fillStyle = color[`${item.tone}-soft`];
    c.fill();
    outline(c, color[item.tone], marked ? 2.4 : 1);
    icon(c, item.icon, left + 10, top + height / 2 - 7.5, 15, color[item.tone]);
    const { pill } = linesOf(item);
    let y = top + height / 2 - ((pill.length - 1) * 16) / 2 + 0.5;
    for (const line of pill) {
      text(c, line, left + 30, y, { font: `${data.sizes.pill}px`, fill: color.ink, room: width - 40 });
      y += 16;
    }
  },
  verdict(c, item, { x, y, left, top, width, height, marked }) {
    const tip = 11, right = left + width;
    c.beginPath();
    c.moveTo(left + tip, top);
    c.lineTo(right - tip, top);
    c.lineTo(right, y);
    c.lineTo(right - tip, top + height);
    c.lineTo(left + tip, top + height);
    c.lineTo(left, y);
    c.closePath();
    c.fillStyle = color.panel;
    c.fill();
    outline(c, marked ? color.ink : color.muted, marked ? 2.2 : 1.2);
    const { halves, label: name = [], tallies = [] } = linesOf(item);
    if (halves) {
      c.beginPath();
      c.moveTo(x, top + 11);
      c.lineTo(x, top + height - 11);
      outline(c, color.line, 1.2);
      halves.forEach((lines, side) => half(c, lines, x + (side ? 1 : -1) * (width / 4 - 1), y, width / 2 - 30, color[`t${side}`]));
    }
    let at = y - ((name.length - 1) * 18) / 2;
    for (const line of name) {
      text(c, line, x, at, { font: `600 ${data.sizes.label}px`, fill: color.ink, room: width - (tallies.length ? 96 : 24), align: "center" });
      at += 18;
    }
    tallies.forEach((tally, side) => {
      text(c, tally, side ? right - 18 : left + 18, y, { font: `600 ${data.sizes.label}px`, fill: color[`t${side}`], align: side ? "right" : "left" });
    });
  },
  alternative(c, item, { x, y, left, top, width, height, marked }) {
    box(c, left, top, width, height, 9);
    c.fillStyle = color[item.tone];
    c.fill();
    if (marked) outline(c, color.ink, 2.4);
    const { header } = linesOf(item);
    let at = y - ((header.length - 1) * 20) / 2 + 0.5;
    for (const line of header) {
      text(c, line, x, at, { font: `600 ${data.sizes.header}px`, fill: color.panel, room: width - 24, align: "center" });
      at += 20;
    }
  },
  dimension(c, item, { x, y, left, top, width, height, marked }) {
    if (marked || data.layout === "force") {
      box(c, left, top, width, height, 8);
      c.fillStyle = color.panel;
      c.fill();
      outline(c, marked ? color.ink : color.line, marked ? 1.6 : 1);
    }
    text(c, linesOf(item).label[0] || "", x, y + 0.5, { font: `600 ${data.sizes.label}px`, fill: color.muted, room: width - 8, align: "center" });
  },
};
shapes.entity = shapes.resource = shapes.pill;
shapes.definition = shapes.summary = shapes.told;

// Lines of what a verdict says for (＋) and against (－) one side, each run with its sign.
function half(c, lines, x, y, room, tone) {
  const font = `${data.sizes.half}px`;
  let at = y - ((lines.length - 1) * 18) / 2 + 0.5;
  for (const line of lines) {
    const runs = line.map(([polarity, words]) => [SIGNS[polarity] || "", words]);
    c.font = `${font} ${FONT}`;
    const widths = runs.map(([mark, words]) => (mark ? 15 : 0) + c.measureText(words).width);
    const whole = widths.reduce((sum, width) => sum + width, 0) + 18 * (runs.length - 1);
    const squeeze = Math.min(1, room / whole);
    c.save();
    c.translate(x, at);
    c.scale(squeeze, 1);
    let left = -whole / 2;
    runs.forEach(([mark, words], index) => {
      if (mark) text(c, mark, left, 0, { font: `700 ${font}`, fill: tone });
      text(c, words, left + (mark ? 15 : 0), 0, { font, fill: tone });
      left += widths[index] + 18;
    });
    c.restore();
    at += 18;
  }
}

let shining = null; // the nodes that are lit in this drawing, all when there are none

function drawCard(c, item, x, y, { selected, hover }) {
  const width = widthOf(item), { height } = item;
  const marked = selected || hover || state.selected === item.id || state.hovered === item.id;
  c.save();
  if (shining && !shining.has(item.id)) c.globalAlpha = item.kind === "alternative" || item.kind === "dimension" ? 0.45 : 0.16;
  if (marked) {
    c.shadowColor = color[item.tone];
    c.shadowBlur = 12;
  }
  shapes[item.kind](c, item, { x, y, left: x - width / 2, top: y - height / 2, width, height, marked });
  c.restore();
}

function drawPin(c, item, x, y) {
  const [left, top] = [x - widthOf(item) / 2, y - item.height / 2];
  box(c, left - 6, top - 7, 18, 18, 9);
  c.fillStyle = color.panel;
  c.fill();
  outline(c, color.muted, 1);
  icon(c, "pin", left - 3, top - 4, 12, color.ink, 2.2);
}

// A link leaves its card sideways and arrives sideways; in one column it bends out and back.
function curve(link) {
  const [from, to] = [items.get(link.from), items.get(link.to)];
  const [a, b] = [widthOf(from) / 2, widthOf(to) / 2];
  if (portrait && Math.abs(from.y - to.y) > (from.height + to.height) / 2) {
    const way = from.y < to.y ? 1 : -1;
    const [y1, y2] = [from.y + (way * from.height) / 2, to.y - (way * to.height) / 2];
    const bend = way * Math.max(8, Math.abs(y2 - y1) * 0.4);
    return [from.x, y1, from.x, y1 + bend, to.x, y2 - bend, to.x, y2];
  }
  const [y1, y2] = [from.y + (link.a || 0), to.y + (link.b || 0)];
  if (Math.abs(from.x - to.x) > a + b) {
    const way = from.x < to.x ? 1 : -1;
    const [x1, x2] = [from.x + way * a, to.x - way * b];
    const bend = way * Math.max(14, Math.abs(x2 - x1) * 0.45);
    return [x1, y1, x1 + bend, y1, x2 - bend, y2, x2, y2];
  }
  const way = (from.x + to.x) / 2 < 0 ? 1 : -1;
  const [x1, x2] = [from.x + way * a, to.x + way * b];
  const bend = (way > 0 ? Math.max(x1, x2) : Math.min(x1, x2)) + way * (18 + Math.min(46, Math.abs(y1 - y2) * 0.16));
  return [x1, y1, bend, y1, bend, y2, x2, y2];
}

// Where the straight line to another point leaves a card.
function border(item, x, y) {
  const [across, down] = [x - item.x, y - item.y];
  const part = Math.min(widthOf(item) / 2 / (Math.abs(across) || 1e-9), item.height / 2 / (Math.abs(down) || 1e-9), 1);
  return [item.x + across * part, item.y + down * part];
}

function drawLink(c, link, strength) {
  const [from, to] = [items.get(link.from), items.get(link.to)];
  const toned = from.tone !== "plain" && from.kind !== "entity" ? from : to.tone === "shared" ? from : to;
  c.save();
  c.strokeStyle = c.fillStyle = color[toned.tone];
  c.globalAlpha = strength;
  c.lineWidth = strength === 1 ? 2 : 1.2;
  c.lineCap = "round";
  if (!link.shown) c.setLineDash([1, 5]);
  else if (link.far) c.setLineDash([6, 5]);
  c.beginPath();
  let along; // the point at a part of the way
  if (data.layout !== "force") {
    const [x1, y1, x2, y2, x3, y3, x4, y4] = curve(link);
    c.moveTo(x1, y1);
    c.bezierCurveTo(x2, y2, x3, y3, x4, y4);
    c.stroke();
    const mix = (t, p, q, r, s) => (1 - t) ** 3 * p + 3 * (1 - t) ** 2 * t * q + 3 * (1 - t) * t ** 2 * r + t ** 3 * s;
    along = (t) => [mix(t, x1, x2, x3, x4), mix(t, y1, y2, y3, y4)];
  } else {
    const [x1, y1] = border(from, to.x, to.y), [x2, y2] = border(to, from.x, from.y);
    c.moveTo(x1, y1);
    c.lineTo(x2, y2);
    c.stroke();
    arrow(c, x1, y1, x2, y2);
    along = (t) => [x1 + (x2 - x1) * t, y1 + (y2 - y1) * t];
  }
  c.restore();
  return along;
}

function arrow(c, x1, y1, x2, y2) {
  const angle = Math.atan2(y2 - y1, x2 - x1);
  c.setLineDash([]);
  c.beginPath();
  c.moveTo(x2, y2);
  for (const turn of [-0.42, 0.42]) c.lineTo(x2 - 8 * Math.cos(angle + turn), y2 - 8 * Math.sin(angle + turn));
  c.closePath();
  c.fill();
}

function drawWords(c, words, { x, y, width, height }) {
  box(c, x - width / 2, y - height / 2, width, height, height / 2);
  c.fillStyle = color.panel;
  c.fill();
  outline(c, color.line, 1);
  text(c, words, x, y + 0.5, { font: WORDS_FONT, fill: color.muted, align: "center" });
}
