// What can be taken away: the picture as PNG and SVG, the data as JSON-LD and GraphML, the matrix as Markdown and CSV.

const SHARPER = 2; // pixels of a picture for each one of the page

// Draws what the graph shows on another context, which is made when the size and the pixels of the canvas are known.
// Where another view is open, the graph takes its place meanwhile; what is drawn from pictures is drawn from sharp ones.
function drawOn(context) {
  const shown = panel(state.view), graph = $("panel-graph"), { canvas } = network;
  shown.hidden = true;
  graph.hidden = $("bar").hidden = false;
  if (shown !== graph) {
    network.setSize("100%", "100%");
    if (fitted) fit({ readable: true });
  }
  const size = { width: $("graph").clientWidth, height: $("graph").clientHeight };
  try {
    const made = context(size, canvas.pixelRatio);
    canvas.getContext = () => made;
    hooks.sharpen?.(SHARPER);
    network.redraw();
    return { made, ...size };
  } finally {
    delete canvas.getContext;
    hooks.sharpen?.(0);
    $("bar").hidden = graph.hidden = shown !== graph;
    shown.hidden = false;
    if (shown === graph) network.redraw();
  }
}

// The picture with its ground, as a canvas.
function sheet() {
  const { made } = drawOn(({ width, height }, ratio) => {
    const context = Object.assign(document.createElement("canvas"), { width: width * SHARPER, height: height * SHARPER }).getContext("2d");
    // Else letters keep the shapes that were made to fit the pixels of the screen.
    context.textRendering = "geometricPrecision";
    const grow = SHARPER / ratio;
    // vis-network sets out from the pixels of the screen, and a shadow is measured in pixels: both have to grow.
    const { set } = Object.getOwnPropertyDescriptor(CanvasRenderingContext2D.prototype, "shadowBlur");
    Object.defineProperty(context, "shadowBlur", { set(size) { set.call(this, size * grow); } });
    context.setTransform = (...parts) => CanvasRenderingContext2D.prototype.setTransform.apply(context, parts.map((part) => part * grow));
    return context;
  });
  made.resetTransform();
  made.globalCompositeOperation = "destination-over";
  made.fillStyle = color.ground;
  made.fillRect(0, 0, made.canvas.width, made.canvas.height);
  return made.canvas;
}

const png = () => new Promise((resolve) => { sheet().toBlob(resolve, "image/png"); });

function svg() {
  const { made, width, height } = drawOn((_, ratio) => new SvgCanvas(document.createElement("canvas").getContext("2d"), ratio));
  return made.document(width, height, color.ground, data.title[state.language]);
}

// The nodes and links as triples, in expanded JSON-LD: no name in it can be taken for a keyword or a prefix.
const RDFS_LABEL = "http://www.w3.org/2000/01/rdf-schema#label";
const literal = (value, language, type) => ({ "@value": value, ...(language && { "@language": language }), ...(type && { "@type": type }) });
const inBoth = (texts) => Object.entries(texts || {}).map(([language, text]) => literal(text, language));

function jsonld() {
  const made = new Map();
  for (const item of everyItem()) {
    // What a file says of its resources is told by their literals, of which the label may have been made.
    const said = item.kind === "resource" ? {} : {
      [RDFS_LABEL]: inBoth(item.labels),
      "http://www.w3.org/2004/02/skos/core#altLabel": (item.also || []).map((text) => literal(text)),
      "https://w3id.org/claimgraph/ns#wording": inBoth(item.wording),
      "http://www.w3.org/2004/02/skos/core#note": inBoth(item.note),
      "https://schema.org/text": item.quote ? [literal(item.quote)] : [],
      "http://purl.org/dc/terms/bibliographicCitation": item.quote ? [literal(citation(item), state.language)] : [],
    };
    for (const { property, value, language, datatype } of item.literals || []) (said[property] ||= []).push(literal(value, language, datatype));
    const told = Object.entries(said).filter(([, values]) => values.length);
    made.set(item.id, { "@id": item.id, ...(item.type && { "@type": [item.type.iri] }), ...Object.fromEntries(told) });
  }
  for (const { from: subject, property, to: object } of everyLink()) (made.get(subject)[property] ||= []).push({ "@id": object });
  // Nothing in it acts where it is put into a page or read in an editor.
  const text = (node) => JSON.stringify(node, null, 1).replace(/[<>&\u007f-\u009f\u2028\u2029\ufeff]/g, uchar).replace(TURNS, uchar);
  return new Blob(["[", ...[...made.values()].map((node, number) => `${number ? "," : ""}\n${text(node)}`), "\n]\n"], { type: EXPORTS.jsonld[1] });
}

function graphml() {
  const nodes = [
    ["kind", (item) => item.kind], ["label", (item) => label(item)], ["label_zh", (item) => item.labels.zh], ["label_en", (item) => item.labels.en],
    ["type", (item) => item.type?.iri], ["polarity", (item) => item.polarity], ["dimension", (item) => item.dimension], ["sides", (item) => item.sides?.join(" ")],
    ["wording_zh", (item) => item.wording?.zh], ["wording_en", (item) => item.wording?.en], ["quote", (item) => item.quote],
    ["start", (item) => item.start, "int"], ["end", (item) => item.end, "int"], ["x", (item) => item.x, "double"], ["y", (item) => item.y, "double"],
  ];
  const links = [["property", (link) => link.property], ["words", (link) => data.properties[link.property][state.language][0]], ["layer", (link) => link.layer]];
  const keys = (of, fields) => fields.map(([name, , type = "string"]) => `<key id="${of}_${name}" for="${of}" attr.name="${name}" attr.type="${type}"/>\n`);
  const values = (of, fields, thing) => fields.map(([name, get]) => [name, get(thing)]).filter(([, value]) => value !== undefined && value !== "").map(([name, value]) => `<data key="${of}_${name}">${xml(value)}</data>`).join("");
  const parts = ['<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n', ...keys("node", nodes), ...keys("edge", links), '<graph edgedefault="directed">\n'];
  for (const item of everyItem()) parts.push(`<node id="${xml(item.id)}">${values("node", nodes, item)}</node>\n`);
  for (const link of everyLink()) parts.push(`<edge id="${xml(link.id)}" source="${xml(link.from)}" target="${xml(link.to)}">${values("edge", links, link)}</edge>\n`);
  return new Blob([...parts, "</graph>\n</graphml>\n"], { type: EXPORTS.graphml[1] });
}

// A matrix as rows of cells, each cell lines of text, as it stands in its view.
function matrixRows(table) {
  const words = (made) => oneLine(made.textContent);
  const signed = (part) => `${{ "＋": "(+) ", "－": "(-) " }[words(part.querySelector(".sign"))] || ""}${words(part.lastElementChild)}`;
  const claim = (made) => {
    const [name, wording, evidence] = [made.querySelector("b"), made.querySelector(":scope > span"), made.querySelector("small")].map((part) => part && words(part));
    const sign = made.querySelector("b > .sign");
    const said = sign ? `${{ "＋": "(+)", "－": "(-)" }[words(sign)]} ${words(made.querySelector("b").lastElementChild)}` : name;
    return `${said}${wording ? `: ${wording}` : ""}${evidence ? ` (${evidence})` : ""}`;
  };
  const sides = [...table.querySelectorAll("thead .side")].map((side) => [words(side)]);
  // What belongs to no single side stands over all columns there, and in a column of its own here.
  const common = table.querySelector("td[colspan]") ? [[word("no_side")]] : [];
  const rows = [[word("dimension"), word("content"), ...sides, ...common]];
  const parts = [
    [data.kinds.definition[state.language], ".definition", words], [word("claims"), ".claim", claim], [word("examples"), ".examples .item", words],
    [data.kinds.summary[state.language], ".summary:not(.definition)", words], [word("verdicts"), ".part", signed], [word("verdicts"), ".sentence", words],
  ];
  for (const body of table.tBodies) {
    const name = words(body.rows[0].cells[0]);
    for (const row of body.rows) {
      for (const [kind, which, say] of parts) {
        const cells = [...row.cells].slice(1).map((cell) => [...cell.querySelectorAll(which)].map(say));
        if (!cells.some((lines) => lines.length)) continue;
        if (row.querySelector("td[colspan]")) cells.unshift(...sides.map(() => []));
        else if (common.length) cells.push([]);
        rows.push([name, kind, ...cells]);
      }
    }
  }
  return rows.map((row) => row.map((cell) => (Array.isArray(cell) ? cell : [cell])));
}

// The matrix of each article, with its headline where there are several.
const matrices = () => [...$("panel-matrix").querySelectorAll("table")].map((table) => {
  const headline = table.previousElementSibling?.matches("h2") ? oneLine(table.previousElementSibling.textContent) : "";
  return { headline, rows: matrixRows(table) };
});

function matrixMarkdown() {
  const row = (cells) => `| ${cells.map((lines) => lines.map(escaped).join("<br>")).join(" | ")} |\n`;
  const tables = matrices().map(({ headline, rows: [head, ...rest] }) =>
    `${headline && `## ${escaped(headline)}\n\n`}${row(head)}|${" --- |".repeat(head.length)}\n${rest.map(row).join("")}\n`);
  const { headline, date } = { headline: data.title[state.language], ...data.sources[0] };
  return tables.length > 1 ? tables.join("") : `${tables[0]}*${escaped(oneLine(headline))}*${date ? ` (${escaped(date)})` : ""}\n`;
}

// A cell that a spreadsheet would take for a formula is marked as text; the mark of the encoding is for spreadsheets, too.
function matrixCsv() {
  const cell = (lines) => lines.join("\n").replace(/^[\s=+\-@＝＋－＠]/, "'$&").replaceAll('"', '""');
  const rows = matrices().flatMap(({ headline, rows }) => (headline ? [[[headline]], ...rows] : rows));
  return `\ufeff${rows.map((row) => `${row.map((lines) => `"${cell(lines)}"`).join(",")}\r\n`).join("")}`;
}

const EXPORTS = {
  png: ["png", "image/png", png],
  svg: ["svg", "image/svg+xml", svg],
  jsonld: ["jsonld", "application/ld+json", jsonld],
  graphml: ["graphml", "application/graphml+xml", graphml],
  markdown: ["md", "text/markdown", matrixMarkdown],
  csv: ["csv", "text/csv", matrixCsv],
};

// Letters and digits of the title alone: nothing in the name of a file may act as a path, a device or a change of direction.
const LONGEST_NAME = 60;
function fileName(ending) {
  const name = data.title[state.language].normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, LONGEST_NAME).toWellFormed().replace(/^-+|[-\ufffd]+$/g, "");
  return `${!name || /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(name) ? `claimgraph${name && `-${name}`}` : name}.${ending}`;
}

async function download(name) {
  const [ending, type, make] = EXPORTS[name];
  const content = await make();
  const link = element("a", { href: URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type })), download: fileName(ending) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  say(word("downloaded").replace("{name}", link.download));
}

// Paper is white, and has more pixels than the screen: it gets a sheet of its own instead of the canvas.
addEventListener("beforeprint", () => {
  root.dataset.theme = "light";
  readColors();
  hooks.sharpen?.(0);
  $("printed").replaceChildren(...(state.view === "graph" ? [sheet()] : []));
});
addEventListener("afterprint", () => {
  $("printed").replaceChildren();
  setTheme(state.theme);
});

// The menu: a button that opens a list of what there is, walked by the arrows.
const menu = $("downloads");
const entries = [...menu.querySelectorAll("[role=menuitem]")];

function openMenu(open, { focus = true } = {}) {
  if (menu.hidden === !open) return;
  menu.hidden = !open;
  $("download").setAttribute("aria-expanded", String(open));
  if (focus) (open ? entries[0] : $("download")).focus();
}

$("download").addEventListener("click", () => openMenu(menu.hidden));
$("download").addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown") return;
  event.preventDefault();
  openMenu(true);
});
menu.addEventListener("keydown", (event) => {
  const at = entries.indexOf(event.target);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (next !== undefined) entries.at(next % entries.length).focus();
  else if (event.key === "Escape") openMenu(false);
  else {
    if (event.key === "Tab") openMenu(false);
    return;
  }
  event.preventDefault();
  event.stopPropagation();
});
menu.addEventListener("focusout", (event) => {
  if (!menu.contains(event.relatedTarget) && event.relatedTarget !== $("download")) openMenu(false, { focus: false });
});
for (const entry of entries) {
  entry.addEventListener("click", () => {
    openMenu(false);
    download(entry.dataset.download);
  });
}
