// The picture as SVG: a stand-in for the canvas that writes down what is drawn on it.
//
// It knows what our own drawing and vis-network's use of the canvas need; anything else is an error, not a gap in the
// picture. Shapes keep the coordinates in which they were drawn and stand in groups that carry the transformation.

// What XML cannot hold at all is shown as the sign for a character that cannot be shown.
const xml = (text) => String(text)
  .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")
  .replace(/[&<>"'\t\n\r\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, (char) => `&#${char.charCodeAt(0)};`);

const short = (number) => String(Math.round(number * 100) / 100);
const attributes = (named) => Object.entries(named).filter(([, value]) => value !== undefined).map(([name, value]) => ` ${name}="${xml(value)}"`).join("");

class SvgCanvas {
  // `context` is a real one, asked for the widths of words; `ratio` is how many of its pixels a CSS pixel has.
  constructor(context, ratio) {
    this.context = context;
    this.ratio = ratio;
    this.written = [];
    this.group = null; // the transformation of the open group
    this.filters = new Map();
    this.baselines = new Map();
    this.paths = new Map(Object.entries(paths).map(([name, path]) => [path, data.icons[name]]));
    this.saved = [];
    this.path = "";
    Object.assign(this, {
      matrix: new DOMMatrix(), fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, lineCap: "butt", lineJoin: "miter", dashes: [],
      globalAlpha: 1, shadowColor: "transparent", shadowBlur: 0, font: "10px sans-serif", textAlign: "start", textBaseline: "alphabetic",
    });
  }

  static state = ["matrix", "fillStyle", "strokeStyle", "lineWidth", "lineCap", "lineJoin", "dashes", "globalAlpha", "shadowColor", "shadowBlur", "font", "textAlign", "textBaseline"];
  save() { this.saved.push(Object.fromEntries(SvgCanvas.state.map((name) => [name, this[name]]))); }
  restore() { Object.assign(this, this.saved.pop()); }
  translate(x, y) { this.matrix = this.matrix.translate(x, y); }
  scale(x, y) { this.matrix = this.matrix.scale(x, y); }
  // The scale of the screen is not the picture's.
  setTransform(a, b, c, d, e, f) { this.matrix = new DOMMatrix([a, b, c, d, e, f].map((part) => part / this.ratio)); }
  setLineDash(dashes) { this.dashes = [...dashes]; }
  clearRect() {} // what is under the picture is written last

  beginPath() { this.path = ""; }
  #add(letter, ...numbers) {
    this.path += letter + numbers.map(short).join(" ");
    [this.x, this.y] = numbers.slice(-2);
  }
  moveTo(x, y) { this.#add("M", x, y); }
  lineTo(x, y) { this.#add(this.path ? "L" : "M", x, y); }
  bezierCurveTo(...points) { this.#add("C", ...points); }
  quadraticCurveTo(...points) { this.#add("Q", ...points); }
  closePath() { if (this.path) this.path += "Z"; }
  rect(x, y, width, height) {
    this.moveTo(x, y);
    this.path += `h${short(width)}v${short(height)}h${short(-width)}Z`;
  }
  arcTo(x1, y1, x2, y2, radius) {
    const [ax, ay, bx, by] = [this.x - x1, this.y - y1, x2 - x1, y2 - y1];
    const [a, b] = [Math.hypot(ax, ay), Math.hypot(bx, by)];
    const turn = Math.acos(Math.max(-1, Math.min(1, (ax * bx + ay * by) / (a * b)))) / 2;
    const reach = radius / Math.tan(turn);
    if (!a || !b || !Number.isFinite(reach)) return this.lineTo(x1, y1);
    this.lineTo(x1 + (ax / a) * reach, y1 + (ay / a) * reach);
    this.#arc(radius, ax * by - ay * bx < 0, x1 + (bx / b) * reach, y1 + (by / b) * reach);
  }
  #arc(radius, clockwise, x, y, large = false) {
    this.path += `A${short(radius)} ${short(radius)} 0 ${Number(large)} ${Number(clockwise)} `;
    this.#add("", x, y);
  }
  arc(x, y, radius, from, to, back = false) {
    const point = (angle) => [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    const whole = Math.abs(to - from) >= 2 * Math.PI - 1e-9;
    const way = back ? -1 : 1;
    const sweep = whole ? 2 * Math.PI : (((to - from) * way) % (2 * Math.PI) + 2 * Math.PI) % (2 * Math.PI);
    this.lineTo(...point(from));
    // Half by half, for an arc that ends where it began is none in SVG.
    for (const part of sweep > Math.PI ? [0.5, 1] : [1]) this.#arc(radius, !back, ...point(from + way * sweep * part));
  }
  roundRect(x, y, width, height, radii) {
    const [a, b, c, d] = (Array.isArray(radii) ? radii : [radii, radii, radii, radii]).map((radius) => Math.min(radius, width / 2, height / 2));
    this.moveTo(x + a, y);
    this.lineTo(x + width - b, y);
    if (b) this.#arc(b, true, x + width, y + b);
    this.lineTo(x + width, y + height - c);
    if (c) this.#arc(c, true, x + width - c, y + height);
    this.lineTo(x + d, y + height);
    if (d) this.#arc(d, true, x, y + height - d);
    this.lineTo(x, y + a);
    if (a) this.#arc(a, true, x + a, y);
    this.closePath();
  }

  fill(path) { this.#shape(path, { fill: this.fillStyle }); }
  stroke(path) {
    const { lineWidth, lineCap, lineJoin, dashes } = this;
    this.#shape(path, {
      fill: "none", stroke: this.strokeStyle, "stroke-width": short(lineWidth),
      "stroke-linecap": lineCap === "butt" ? undefined : lineCap, "stroke-linejoin": lineJoin === "miter" ? undefined : lineJoin,
      "stroke-dasharray": dashes.length ? dashes.map(short).join(" ") : undefined,
    });
  }
  fillRect(x, y, width, height) {
    const path = this.path;
    this.rect(x, y, width, height);
    this.path = this.path.slice(path.length);
    this.fill();
    this.path = path;
  }
  #shape(path, look) {
    const d = path ? this.paths.get(path) : this.path;
    if (d) this.#write("path", { d, ...look });
  }

  measureText(words) {
    this.context.font = this.font;
    return this.context.measureText(words);
  }
  fillText(words, x, y, room) { this.#text(words, x, y, room, { fill: this.fillStyle }); }
  strokeText(words, x, y, room) {
    const { strokeStyle: stroke, lineWidth, lineJoin } = this;
    this.#text(words, x, y, room, { fill: "none", stroke, "stroke-width": short(lineWidth), "stroke-linejoin": lineJoin });
  }
  #text(words, x, y, room = Infinity, look = {}) {
    const [, weight = "", size = "10", family = "sans-serif"] = /^(?:(\d+|bold|normal) )?([\d.]+)px (.*)$/.exec(this.font) || [];
    const { width } = this.measureText(words);
    if (!width) return;
    this.#write("text", {
      x: short(x), y: short(y + this.#drop()), ...look, "font-size": size, "font-weight": weight || undefined, "font-family": family,
      "text-anchor": { center: "middle", right: "end", end: "end" }[this.textAlign],
      // Without the font the words still keep to their room.
      textLength: short(Math.min(width, room)), lengthAdjust: "spacingAndGlyphs",
    }, words);
  }
  // How far the line that letters stand on lies below the one that a text is placed by.
  #drop() {
    const key = `${this.textBaseline} ${this.font}`;
    if (!this.baselines.has(key)) {
      const rise = (line) => {
        this.context.font = this.font;
        this.context.textBaseline = line;
        return this.context.measureText("x").actualBoundingBoxAscent;
      };
      this.baselines.set(key, rise("alphabetic") - rise(this.textBaseline));
    }
    return this.baselines.get(key);
  }
  drawImage(image, x, y, width = image.width, height = image.height) {
    this.#write("image", { href: image.toDataURL(), x: short(x), y: short(y), width: short(width), height: short(height), preserveAspectRatio: "none" });
  }

  #write(name, look, inner) {
    const { a, b, c, d, e, f } = this.matrix;
    const place = [a, b, c, d, e, f].map((part) => String(Math.round(part * 1e4) / 1e4)).join(" ");
    if (place !== this.group) {
      this.written.push(this.group === null ? "" : "</g>\n", `<g transform="matrix(${place})">`);
      this.group = place;
    }
    const faint = this.globalAlpha < 1 ? short(this.globalAlpha) : undefined;
    this.written.push(`\n<${name}${attributes({ ...look, opacity: faint, filter: this.#shadow(Math.hypot(a, b)) })}${inner === undefined ? "/>" : `>${xml(inner)}</${name}>`}`);
  }
  #shadow(scale) {
    if (!this.shadowBlur || this.shadowColor === "transparent" || this.shadowColor === "rgba(0, 0, 0, 0)") return undefined;
    // A shadow is as wide on the screen whatever the scale of what casts it.
    const look = { dx: 0, dy: 0, stdDeviation: short(this.shadowBlur / 2 / this.ratio / scale), "flood-color": this.shadowColor };
    const key = attributes(look);
    if (!this.filters.has(key)) this.filters.set(key, `shadow-${this.filters.size}`);
    return `url(#${this.filters.get(key)})`;
  }

  document(width, height, ground, title) {
    const filters = [...this.filters].map(([look, id]) => `<filter id="${id}" x="-1" y="-1" width="3" height="3"><feDropShadow${look}/></filter>`);
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" xml:space="preserve">\n<title>${xml(title)}</title>\n`,
      filters.length ? `<defs>${filters.join("")}</defs>\n` : "",
      `<rect${attributes({ width, height, fill: ground })}/>\n`,
      ...this.written,
      this.group === null ? "" : "\n</g>\n",
      "</svg>\n",
    ].join("");
  }
}
