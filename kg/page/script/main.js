// What the user does: selecting, filtering, changing language and theme; and the way back.

function select(id, { remember = true } = {}) {
  if (id !== null && !items.has(id)) return;
  state.selected = id;
  state.hovered = null;
  if (id !== null) reveal(items.get(id));
  network.selectNodes(id !== null && isDrawn(items.get(id)) ? [id] : [], false);
  showDetails();
  if (id !== null) {
    bringIntoView(id);
    say(`${kindOf(items.get(id))}: ${label(items.get(id))}`);
  }
  markNode();
  markViews();
  network.redraw();
  if (remember) writeAddress();
}

// What is chosen must not stay filtered away.
function reveal(item) {
  if (!isDrawn(item) || isVisible(item)) return;
  for (const [group, key] of Object.entries(item.facets)) state.off.delete(`${group} ${key}`);
  showFilters();
}

function showFilters() {
  for (const button of document.querySelectorAll(".filter")) {
    button.setAttribute("aria-pressed", String(!state.off.has(`${button.dataset.group} ${button.dataset.key}`)));
  }
  applyFilters();
}

for (const button of document.querySelectorAll(".filter")) {
  button.addEventListener("click", () => {
    const name = `${button.dataset.group} ${button.dataset.key}`;
    if (!state.off.delete(name)) state.off.add(name);
    if (state.selected && isDrawn(items.get(state.selected)) && !isVisible(items.get(state.selected))) select(null);
    showFilters();
  });
}

for (const button of document.querySelectorAll(".finding")) {
  button.addEventListener("click", () => {
    state.finding = state.finding === button.dataset.finding ? null : button.dataset.finding;
    if (state.finding) select(null);
    showFinding();
  });
}

function showFinding() {
  for (const button of document.querySelectorAll(".finding")) button.setAttribute("aria-pressed", String(button.dataset.finding === state.finding));
  say(state.finding ? word(`${state.finding}_long`) : "");
  network.redraw();
}

function setLanguage(language) {
  state.language = root.lang = language;
  document.title = $("title").textContent = data.title[language];
  for (const made of document.querySelectorAll("[data-word]")) made.textContent = word(made.dataset.word);
  for (const made of document.querySelectorAll("[data-label]")) {
    made.setAttribute("aria-label", word(made.dataset.label));
    if (made.title) made.title = word(made.dataset.label);
  }
  for (const made of document.querySelectorAll("[data-zh]")) made.textContent = made.dataset[language];
  for (const made of document.querySelectorAll("[data-title-zh]")) made.title = made.dataset[language === "zh" ? "titleZh" : "titleEn"];
  $("search").placeholder = word("search_hint");
  nameViews();
  if (portrait) arrange();
  else measure();
  listNodes();
  showDetails();
  network.redraw();
}

function setTheme(theme) {
  state.theme = theme;
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
  readColors();
  network.redraw();
}

// The nodes as a list: what a screen reader gets, and a way through the picture by keyboard.
function listNodes() {
  $("nodes").replaceChildren(
    ...data.items.filter(isDrawn).map((item, index) =>
      element("li", { role: "option", id: `node-${index}`, "data-node": item.id, "aria-selected": "false", onclick: () => select(item.id) }, `${kindOf(item)}: ${label(item)}`),
    ),
  );
  markNode();
}

function markNode() {
  const options = [...$("nodes").children];
  const current = options.find((option) => option.dataset.node === (state.hovered || state.selected));
  for (const option of options) option.setAttribute("aria-selected", String(option === current));
  if (current) {
    $("nodes").setAttribute("aria-activedescendant", current.id);
    current.scrollIntoView({ block: "nearest" });
  } else $("nodes").removeAttribute("aria-activedescendant");
}

$("nodes").addEventListener("keydown", (event) => {
  const options = [...$("nodes").children];
  const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: options.length - 1 }[event.key];
  if (next !== undefined) {
    hover(options[Math.min(options.length - 1, Math.max(0, next))].dataset.node);
    markNode();
  } else if (event.key === "Enter" || event.key === " ") {
    if (at >= 0) select(options[at].dataset.node);
  } else return;
  event.preventDefault();
});
$("nodes").addEventListener("blur", () => hover(null));

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && (state.selected || state.finding)) {
    state.finding = null;
    showFinding();
    select(null);
  } else if (event.key === "/" && !event.target.matches("input")) {
    event.preventDefault();
    $("search").focus();
  }
});

$("language").addEventListener("click", () => {
  setLanguage(state.language === "zh" ? "en" : "zh");
  writeAddress();
});
const dark = matchMedia("(prefers-color-scheme: dark)");
$("theme").addEventListener("click", () => {
  const isDark = state.theme ? state.theme === "dark" : dark.matches;
  setTheme(isDark ? "light" : "dark");
  writeAddress();
});
dark.addEventListener("change", () => setTheme(state.theme));
$("fit").addEventListener("click", () => fit());
$("zoom_in").addEventListener("click", () => zoom(1.25));
$("zoom_out").addEventListener("click", () => zoom(0.8));

function followAddress() {
  const { view, node, lang, theme } = readAddress();
  const language = lang in data.words ? lang : firstLanguage;
  if (language !== state.language) setLanguage(language);
  const wanted = theme === "dark" || theme === "light" ? theme : null;
  if (wanted !== state.theme) setTheme(wanted);
  showView(view, { remember: false });
  select(items.has(node) ? node : null, { remember: false });
  if (node && !items.has(node)) for (const find of hooks.missing) find(node);
}
addEventListener("popstate", followAddress);
addEventListener("hashchange", followAddress);

window.claimgraph = { network, select };
listNodes();
followAddress();
arrange();
const ready = () => requestAnimationFrame(() => { root.dataset.ready = "true"; });
if (state.view === "graph") network.once("afterDrawing", ready);
else ready(); // the canvas is drawn when its view is shown
network.redraw();
