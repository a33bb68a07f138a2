// Taking away where something stands: its link and its citation, as text, as Markdown and as Turtle.

const linkTo = () => location.href; // the address always holds the view, the selection and the language

// The article that a thing stands in; what stands in none belongs to the only one.
const sourceOf = (item) => data.sources[item.source ?? (data.sources.length === 1 ? 0 : -1)];

// Where the quote can be read in the article itself.
function readingAddress(item) {
  const { url } = sourceOf(item) || {};
  return url && item.fragment ? `${url}${url.includes("#") ? "" : "#"}:~:${item.fragment}` : url;
}

// In running text what only acts is left out: controls, and marks that would turn the direction of all that follows.
const TURNS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const calm = (text) => text.toWellFormed().replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n").replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]/g, "").replace(TURNS, "");
const oneLine = (text) => calm(text).replace(/\s+/g, " ").trim();

// What cannot be seen of an IRI is percent-encoded.
const visible = (iri) => iri.toWellFormed().replace(/[^\u0021-\u007e\p{L}\p{M}\p{N}\p{S}\p{P}]/gu, encodeURIComponent);

function cited(item) {
  const { headline, date } = sourceOf(item) || {};
  const place = item.start === undefined ? "" : word("offsets").replace("{start}", item.start).replace("{end}", item.end);
  return {
    words: calm(item.quote || label(item)),
    headline: oneLine(headline || data.title[state.language]),
    about: [date, place, item.quote ? "" : kindOf(item)].filter(Boolean).join(state.language === "zh" ? "，" : ", "),
  };
}

function citation(item) {
  const { words, headline, about } = cited(item);
  return state.language === "zh" ? `“${words}”——《${headline}》（${about}） ${visible(item.id)}` : `“${words}” — ${headline} (${about}) ${visible(item.id)}`;
}

// Nothing of the text may act as Markdown or as HTML.
const escaped = (text) => text
  .replace(/[\\`*_[\]<>|~&!]/g, "\\$&")
  .replace(/^(\s*)([#+=-])/, "$1\\$2")
  .replace(/^(\s*\d+)([.)])/, "$1\\$2");
// Brackets and white space would end the address of a link.
const address = (iri) => visible(iri).replace(/[<>()\\]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

function markdown(item) {
  const { words, headline, about } = cited(item);
  const quote = words.split(/\n+/).map((line) => `> ${escaped(line)}`).join("\n>\n");
  return `${quote}\n>\n> — [${escaped(oneLine(label(item)))}](${address(item.id)}), *${escaped(headline)}* (${escaped(about)})\n`;
}

const uchar = (char) => `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
const turtleIri = (iri) => (iri.startsWith("_:") ? iri : `<${iri.replace(/[\u0000-\u0020<>"{}|^`\\]/g, uchar)}>`);
const turtleText = (text, language) =>
  `"${text.toWellFormed().replace(/["\\]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\r", "\\r").replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/g, uchar).replace(TURNS, uchar)}"${language ? `@${language}` : ""}`;

function turtle(item) {
  const source = item.quote && sourceOf(item);
  const about = (subject, ...said) => `${turtleIri(subject)}\n    ${said.filter(Boolean).join(" ;\n    ")} .\n`;
  const names = Object.entries(item.labels).map(([language, text]) => turtleText(text, language)).join(" , ");
  const anchor = item.anchor && turtleIri(item.anchor);
  const blocks = [about(item.id, item.type && `a ${turtleIri(item.type.iri)}`, `rdfs:label ${names}`, source && `prov:wasQuotedFrom ${turtleIri(source.iri)}`, source && anchor && `cg:hasQuoteAnchor ${anchor}`)];
  if (source && anchor) {
    blocks.push(about(
      item.anchor,
      `oa:hasSource ${turtleIri(source.text)}`,
      `oa:hasSelector [ a oa:TextQuoteSelector ; oa:exact ${turtleText(item.quote)} ] ,\n        [ a oa:TextPositionSelector ; oa:start ${item.start} ; oa:end ${item.end} ]`,
    ));
  }
  if (source) {
    blocks.push(about(
      source.iri,
      `schema:headline ${turtleText(source.headline, source.language)}`,
      source.date && `schema:datePublished ${turtleText(source.date)}^^xsd:date`,
      source.url && `schema:url ${turtleIri(source.url)}`,
    ));
  }
  const body = blocks.join("\n");
  const used = Object.entries(data.prefixes).filter(([name]) => body.includes(`${name}:`));
  return `${used.map(([name, iri]) => `PREFIX ${name}: <${iri}>\n`).join("")}\n${body}`;
}

// Some browsers keep the clipboard from pages opened as files; there a selection is copied as by hand.
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = element("textarea", { class: "away", readonly: "", "aria-hidden": "true", tabindex: "-1" });
    const before = document.activeElement;
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    before?.focus();
    return done;
  }
}

function copyButtons(item) {
  const row = element("div", { class: "copy" });
  for (const [name, made] of [["link", linkTo], ["citation", citation], ["markdown", markdown], ["turtle", turtle]]) {
    const button = element("button", { type: "button", class: "tool", "data-copy": name }, word(`copy_${name}`));
    let waiting;
    button.addEventListener("click", async () => {
      const done = await copy(made(item));
      say("");
      requestAnimationFrame(() => say(word(done ? `copied_${name}` : "not_copied")));
      button.textContent = word(done ? "copied" : "not_copied");
      clearTimeout(waiting);
      waiting = setTimeout(() => { button.textContent = word(`copy_${name}`); }, 1600);
    });
    row.append(button);
  }
  const reading = readingAddress(item);
  if (reading) row.append(element("a", { class: "tool", href: reading, target: "_blank", rel: "noopener noreferrer" }, word("read_there")));
  return row;
}
