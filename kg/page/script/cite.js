// Taking away where something stands: its link and its citation, as text and as Markdown.

const linkTo = () => location.href; // the address always holds the view, the selection and the language

function cited(item) {
  const { headline, date } = data.source || {};
  const place = item.start === undefined ? "" : word("offsets").replace("{start}", item.start).replace("{end}", item.end);
  return {
    words: item.quote || label(item),
    headline: headline || data.title[state.language],
    about: [date, place, item.quote ? "" : kindOf(item)].filter(Boolean).join(state.language === "zh" ? "，" : ", "),
  };
}

function citation(item) {
  const { words, headline, about } = cited(item);
  return state.language === "zh" ? `“${words}”——《${headline}》（${about}） ${item.id}` : `“${words}” — ${headline} (${about}) ${item.id}`;
}

// Nothing of the text may act as Markdown or as HTML.
const escaped = (text) => text
  .replace(/[\\`*_[\]<>|~&!]/g, "\\$&")
  .replace(/^(\s*)([#+=-])/, "$1\\$2")
  .replace(/^(\s*\d+)([.)])/, "$1\\$2");
// Brackets and white space would end the address of a link.
const address = (iri) => iri.replace(/[\s<>()\\]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);

function markdown(item) {
  const { words, headline, about } = cited(item);
  const quote = words.split(/[\n\r\u2028\u2029]+/).map((line) => `> ${escaped(line)}`).join("\n>\n");
  return `${quote}\n>\n> — [${escaped(label(item).replace(/\s+/g, " "))}](${address(item.id)}), *${escaped(headline.replace(/\s+/g, " "))}* (${escaped(about)})\n`;
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
  for (const [name, made] of [["link", linkTo], ["citation", citation], ["markdown", markdown]]) {
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
  return row;
}
