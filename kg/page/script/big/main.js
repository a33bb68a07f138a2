// What the user does with a big graph: selecting, filtering, changing language and theme; and the way back.

function select(id, { remember = true } = {}) {
  if (id !== null && !items.has(id)) return;
  state.selected = id;
  state.hovered = null;
  if (id !== null) {
    const { tone } = items.get(id);
    if (state.off.delete(tone)) showFilters();
  }
  light();
  showDetails();
  hold();
  if (id !== null) {
    bringIntoView(id);
    say(`${kindOf(items.get(id))}: ${label(items.get(id))}`);
  }
  network.redraw();
  if (remember) writeAddress();
}

function showFilters() {
  for (const button of document.querySelectorAll(".filter")) button.setAttribute("aria-pressed", String(!state.off.has(button.dataset.key)));
  applyFilters();
}

for (const button of document.querySelectorAll(".filter")) {
  button.addEventListener("click", () => {
    const { key } = button.dataset;
    if (!state.off.delete(key)) state.off.add(key);
    if (state.selected !== null && state.off.has(items.get(state.selected).tone)) select(null, { remember: false });
    showFilters();
    writeAddress();
  });
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
  $("search").placeholder = word("search_hint");
  listGroups();
  showDetails();
  network.redraw();
}

function setTheme(theme) {
  state.theme = theme;
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
  readColors();
  forget();
  spoken.clear();
  network.redraw();
}

// The groups as a list: a way through the picture by keyboard, and what a screen reader gets.
function listGroups() {
  $("groups").replaceChildren(
    ...groups.map((group, number) =>
      element("li", {}, element("button", { type: "button", class: `link ${group.tone}`, "data-group": number, onclick: () => openGroup(number) }, sign("thing"), element("span", { dir: "auto" }, group.labels[state.language]), element("small", {}, String(group.count)))),
    ),
  );
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && state.selected !== null) select(null);
  else if (event.key === "/" && !event.target.matches("input")) {
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
  setTheme((state.theme ? state.theme === "dark" : dark.matches) ? "light" : "dark");
  writeAddress();
});
dark.addEventListener("change", () => setTheme(state.theme));
$("fit").addEventListener("click", () => fit({ fly: true }));
$("zoom_in").addEventListener("click", () => zoom(1.25));
$("zoom_out").addEventListener("click", () => zoom(0.8));

// The address holds what is shown, so that it can be sent on and the way back works.
const firstLanguage = root.lang;
function writeAddress() {
  const parts = [];
  if (state.selected !== null) parts.push(`node=${encodeURIComponent(state.selected)}`);
  if (state.off.size) parts.push(`off=${[...state.off].sort().join(",")}`);
  if (state.language !== firstLanguage) parts.push(`lang=${state.language}`);
  if (state.theme) parts.push(`theme=${state.theme}`);
  const hash = parts.length ? `#${parts.join("&")}` : "";
  if (hash !== location.hash) history.pushState(null, "", hash || location.pathname + location.search);
}

function followAddress() {
  const found = new URLSearchParams(location.hash.slice(1).replaceAll("+", "%2B"));
  const [node, lang, theme] = ["node", "lang", "theme"].map((name) => found.get(name));
  const language = lang in data.words ? lang : firstLanguage;
  if (language !== state.language) setLanguage(language);
  const wanted = theme === "dark" || theme === "light" ? theme : null;
  if (wanted !== state.theme) setTheme(wanted);
  const off = new Set((found.get("off") || "").split(",").filter(Boolean));
  if ([...off].sort().join() !== [...state.off].sort().join()) {
    state.off = off;
    showFilters();
  }
  if (node !== state.selected) select(node !== null && items.has(node) ? node : null, { remember: false });
}
addEventListener("popstate", followAddress);
addEventListener("hashchange", followAddress);

window.claimgraph = { network, select };
listGroups();
fit();
followAddress();
hold();
network.once("afterDrawing", () => requestAnimationFrame(() => { root.dataset.ready = "true"; }));
network.redraw();
