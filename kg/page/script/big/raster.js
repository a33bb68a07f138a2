// Dots and links of a big graph, written pixel by pixel: a canvas without a graphics card takes several times as long for
// so many small shapes, and cannot be stopped half-way. What is painted here stops whenever its time for this frame is up.

let deadline = Infinity; // of `performance.now()`, when painting pauses
const STRIDE = 128; // so many shapes are painted before the clock is looked at

// The links inside each group, those of one group after those of another; `linksBegin` tells where.
const linksBegin = new Uint32Array(groups.length + 1);
const linksInside = (() => {
  const inside = (link) => groupOf[from[link]] === groupOf[to[link]] && from[link] !== to[link];
  for (let link = 0; link < from.length; link += 1) if (inside(link)) linksBegin[groupOf[from[link]] + 1] += 1;
  for (let group = 0; group < groups.length; group += 1) linksBegin[group + 1] += linksBegin[group];
  const next = linksBegin.slice(0, -1);
  const found = new Uint32Array(linksBegin[groups.length]);
  for (let link = 0; link < from.length; link += 1) if (inside(link)) found[next[groupOf[from[link]]]++] = link;
  return found;
})();

// A colour of the style sheet, #rrggbb, in the two parts that are mixed at once: red with blue, and green.
function mixable(hex) {
  const number = parseInt(hex.slice(1), 16);
  return { redBlue: ((number & 0xff) << 16) | (number >> 16), green: number & 0xff00 };
}

// The pixels of a piece of the picture; a pixel's middle is half a pixel from its corner.
class Pixels {
  constructor(image) {
    this.width = image.width;
    this.height = image.height;
    this.all = new Uint32Array(image.data.buffer);
  }

  // Mixes a colour into a pixel; `share` goes from 0 to 256.
  mix(at, { redBlue, green }, share) {
    const was = this.all[at], both = was & 0xff00ff, middle = was & 0xff00;
    this.all[at] = 0xff000000 | ((both + (Math.imul(redBlue - both, share) >> 8)) & 0xff00ff) | ((middle + (Math.imul(green - middle, share) >> 8)) & 0xff00);
  }

  // A straight line; each pixel takes as much of the colour as the line covers of it, times the strength.
  line(x1, y1, x2, y2, width, colour, strength) {
    const steep = Math.abs(y2 - y1) > Math.abs(x2 - x1);
    if (steep) [x1, y1, x2, y2] = [y1, x1, y2, x2];
    if (x1 > x2) [x1, y1, x2, y2] = [x2, y2, x1, y1];
    const slope = x2 === x1 ? 0 : (y2 - y1) / (x2 - x1);
    const half = (width / 2) * Math.sqrt(1 + slope * slope);
    const [along, across] = steep ? [this.height, this.width] : [this.width, this.height];
    let first = Math.max(0, Math.round(x1)), last = Math.min(along, Math.round(x2));
    // Only where the line lies in the piece.
    if (slope) {
      const [a, b] = [x1 + (-half - y1) / slope, x1 + (across + half - y1) / slope];
      first = Math.max(first, Math.floor(Math.min(a, b)));
      last = Math.min(last, Math.ceil(Math.max(a, b)) + 1);
    } else if (y1 < -half || y1 > across + half) return;
    const [step, side] = steep ? [this.width, 1] : [1, this.width];
    for (let place = first; place < last; place += 1) {
      const y = y1 + (place + 0.5 - x1) * slope, top = y - half, bottom = y + half;
      const end = Math.min(across - 1, Math.floor(bottom));
      for (let row = Math.max(0, Math.floor(top)); row <= end; row += 1) {
        const covered = Math.min(bottom, row + 1) - Math.max(top, row);
        this.mix(place * step + row * side, colour, (covered * strength) | 0);
      }
    }
  }

  dot(x, y, radius, colour) {
    const { redBlue, green } = colour, solid = 0xff000000 | redBlue | green;
    const outer = (radius + 0.5) ** 2, inner = radius > 0.5 ? (radius - 0.5) ** 2 : -1;
    const bottom = Math.min(this.height - 1, Math.floor(y + radius + 0.5));
    for (let row = Math.max(0, Math.floor(y - radius - 0.5)); row <= bottom; row += 1) {
      const down = (row + 0.5 - y) ** 2;
      if (down >= outer) continue;
      const reach = Math.sqrt(outer - down), right = Math.min(this.width - 1, Math.floor(x + reach));
      for (let column = Math.max(0, Math.floor(x - reach)); column <= right; column += 1) {
        const far = (column + 0.5 - x) ** 2 + down;
        if (far <= inner) this.all[row * this.width + column] = solid;
        else if (far < outer) this.mix(row * this.width + column, colour, Math.min(256, 256 * (radius + 0.5 - Math.sqrt(far))) | 0);
      }
    }
  }
}

const desk = document.createElement("canvas").getContext("2d", { willReadFrequently: true, alpha: false });

// Paints a part of the picture onto a canvas; pauses when its time is up. `across` are links between groups to be drawn.
function* painted(c, { x, y, width, height }, area, scale, ratio, across) {
  const grain = scale * ratio;
  if (desk.canvas.width < width || desk.canvas.height < height) Object.assign(desk.canvas, { width, height });
  drawGround(desk, area, scale, ratio);
  const image = desk.getImageData(0, 0, width, height);
  const pixels = new Pixels(image);
  let done = 0;
  const muted = mixable(color.muted);
  const toX = (node) => (XY[2 * node] - area.left) * grain, toY = (node) => (XY[2 * node + 1] - area.top) * grain;
  const draw = (link, thickness, strength) => {
    const a = from[link], b = to[link];
    const ax = XY[2 * a], ay = XY[2 * a + 1], bx = XY[2 * b], by = XY[2 * b + 1];
    if ((ax < area.left && bx < area.left) || (ax > area.right && bx > area.right) || (ay < area.top && by < area.top) || (ay > area.bottom && by > area.bottom)) return;
    if (isLinkShown(link)) pixels.line(toX(a), toY(a), toX(b), toY(b), thickness, muted, strength);
  };
  const strength = 256 * Math.min(0.33, 0.12 + scale * 0.4);
  const thickness = Math.max(0.5, Math.min(1.3, scale * 1.6)) * ratio;
  for (const link of across) {
    draw(link, thickness, near.places ? strength : 33);
    if ((done += 1) % STRIDE === 0 && performance.now() > deadline) yield;
  }
  for (const [number, group] of groups.entries()) {
    if (!meets(group, area)) continue;
    for (let at = linksBegin[number]; at < linksBegin[number + 1]; at += 1) {
      draw(linksInside[at], thickness, strength);
      if ((done += 1) % STRIDE === 0 && performance.now() > deadline) yield;
    }
  }
  const tones = data.styles.map((style) => mixable(color[style.tone]));
  for (const node of within(grown(area, Math.max(30, 2 / scale)))) {
    if (isShown(node)) pixels.dot(toX(node), toY(node), dotOf(node, scale) * ratio, tones[styleOf[node]]);
    if ((done += 1) % STRIDE === 0 && performance.now() > deadline) yield;
  }
  c.putImageData(image, x, y);
}

// What lies under dots and links: the ground, the bands between groups, and the discs of groups.
function drawGround(c, area, scale, ratio) {
  c.setTransform(ratio, 0, 0, ratio, 0, 0);
  c.globalAlpha = 1;
  c.fillStyle = color.ground;
  c.fillRect(0, 0, (area.right - area.left) * scale + 1, (area.bottom - area.top) * scale + 1);
  const toX = (x) => (x - area.left) * scale, toY = (y) => (y - area.top) * scale;
  drawBetween(c, area, toX, toY, scale);
  c.globalAlpha = 1;
  for (const group of groups) if (meets(group, area)) disc(c, group, toX, toY, scale);
}
