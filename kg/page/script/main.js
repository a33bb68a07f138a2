// What the user does: selecting, filtering, changing language and theme; and the way back.

let narrowed = false; // whether the picture shows a neighbourhood only

function select(id, { remember = true } = {}) {
  if (id !== null && !items.has(id)) return;
  const again = id === state.selected; // then nothing needs saying
  state.selected = id;
  state.hovered = null;
  if (id === null) Object.assign(state, { hops: 0, from: null });
  for (const shown of [id, state.from]) if (shown !== null) reveal(items.get(shown));
  refocus();
  if (near.places || narrowed) applyFilters();
  narrowed = Boolean(near.places);
  markHeld(id);
  showDetails();
  if (id !== null) {
    bringIntoView(id);
    const path = state.from && state.from !== id ? ` ${pathWords()}` : "";
    if (!again) say(`${kindOf(items.get(id))}: ${label(items.get(id))}${path}`);
  }
  markNode({ find: true });
  markViews();
  network.redraw();
  if (remember) writeAddress();
}

// What is chosen must not stay filtered away.
function reveal(item) {
  if (!isDrawn(item) || isKept(item)) return;
  for (const [group, key] of Object.entries(item.facets)) state.off.delete(`${group}.${key}`);
  showFilters();
}

function showFilters() {
  for (const button of document.querySelectorAll(".filter")) {
    button.setAttribute("aria-pressed", String(!isOff(button.dataset.group, button.dataset.key)));
  }
  refocus();
  applyFilters();
  listNodes();
}

for (const button of document.querySelectorAll(".filter")) {
  button.addEventListener("click", () => {
    const name = `${button.dataset.group}.${button.dataset.key}`;
    if (!state.off.delete(name)) state.off.add(name);
    const gone = [state.selected, state.from].some((id) => id && isDrawn(items.get(id)) && !isKept(items.get(id)));
    if (gone) select(null, { remember: false });
    showFilters();
    keepDetails();
    writeAddress();
  });
}

for (const button of document.querySelectorAll(".finding")) {
  button.addEventListener("click", () => {
    state.finding = state.finding === button.dataset.finding ? null : button.dataset.finding;
    if (state.finding) select(null, { remember: false });
    showFinding();
    writeAddress();
  });
}

function showFinding() {
  for (const button of document.querySelectorAll(".finding")) button.setAttribute("aria-pressed", String(button.dataset.finding === state.finding));
  say(state.finding ? word(`${state.finding}_long`) : "");
  refocus();
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
  for (const made of document.querySelectorAll("[data-zh-label]")) made.setAttribute("aria-label", made.dataset[`${language}Label`]);
  for (const made of document.querySelectorAll("[data-title-zh]")) made.title = made.dataset[language === "zh" ? "titleZh" : "titleEn"];
  $("search").placeholder = word("search_hint");
  nameViews();
  renamed();
  listNodes();
  showDetails();
  network.redraw();
}

function setTheme(theme) {
  state.theme = theme;
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
  recoloured();
  network.redraw();
}

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
$("fit").addEventListener("click", () => fit({ fly: true }));
$("zoom_in").addEventListener("click", () => zoom(1.25));
$("zoom_out").addEventListener("click", () => zoom(0.8));

function followAddress() {
  const { view, node, from, off, hops, finding, lang, theme } = readAddress();
  const language = lang in data.words ? lang : firstLanguage;
  if (language !== state.language) setLanguage(language);
  const wanted = theme === "dark" || theme === "light" ? theme : null;
  if (wanted !== state.theme) setTheme(wanted);
  showView(view, { remember: false });
  const filtered = off.join() !== [...state.off].sort().join();
  Object.assign(state, { from, hops, off: new Set(off), finding: document.querySelector(`.finding[data-finding="${CSS.escape(finding || "")}"]`) ? finding : null });
  if (filtered) showFilters();
  showFinding();
  const there = items.has(node) ? node : null;
  select(there, { remember: false });
  showHistory();
  if (node && !there) for (const find of hooks.missing) find(node);
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
