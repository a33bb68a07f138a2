// The views of one graph: tabs, and in each view what is selected.

const tabs = [...document.querySelectorAll("[role=tab]")];
const panel = (view) => $(`panel-${view}`);
const idsOf = (made) => (made.dataset.iri ? [made.dataset.iri] : (made.dataset.nodes || made.dataset.n || "").split(" ").filter(Boolean).map((place) => itemAt(place).id));
// What leads to a node, by the node; and the other way round.
const leads = new Map();
for (const made of document.querySelectorAll("[data-iri], [data-n], [data-nodes]")) {
  for (const id of idsOf(made)) leads.set(id, [...(leads.get(id) || []), made]);
}
let marked = [];

function showView(view, { remember = true } = {}) {
  if (!tabs.some((tab) => tab.dataset.view === view)) view = "graph";
  state.view = view;
  for (const tab of tabs) {
    const chosen = tab.dataset.view === view;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    panel(tab.dataset.view).hidden = !chosen;
  }
  $("bar").hidden = view !== "graph";
  markViews();
  if (remember) writeAddress();
}

// What is selected stands out in every view, in the text also what is next to it, and is moved into sight in the view shown.
function markViews() {
  for (const made of marked) {
    made.classList.remove("chosen", "near");
    made.removeAttribute("aria-current");
  }
  marked = [];
  const id = state.selected;
  if (id === null) return;
  const own = leads.get(id) || [];
  for (const made of own) {
    made.classList.add("chosen");
    made.setAttribute("aria-current", "true");
  }
  const around = new Set(linksOf.get(id).filter((link) => !link.implied).map((link) => otherEnd(link, id)));
  const near = [...around].flatMap((other) => leads.get(other) || []).filter((made) => made.dataset.nodes && !own.includes(made));
  for (const made of near) made.classList.add("near");
  marked = [...own, ...near];
  if (state.view === "matrix") bringUp(own);
  if (state.view === "article") bringUp(own.some((made) => panel("article").contains(made)) ? own : near);
}

function bringUp(all) {
  const frame = panel(state.view);
  const found = all.filter((made) => frame.contains(made));
  const { top, bottom } = frame.getBoundingClientRect();
  const seen = found.some((made) => {
    const place = made.getBoundingClientRect();
    return place.top >= top && place.bottom <= bottom;
  });
  if (found.length && !seen) found[0].scrollIntoView({ block: "center" });
}

// Where several statements share a passage, another click takes the next one.
function follow(made) {
  const ids = idsOf(made);
  select(ids[(ids.indexOf(state.selected) + 1) % ids.length]);
}

function nameViews() {
  for (const made of document.querySelectorAll("[data-n]")) made.textContent = label(itemAt(made.dataset.n));
  for (const made of document.querySelectorAll("[data-more]")) made.textContent = word("more_rows").replace("{n}", made.dataset.more).replace("{name}", made.dataset.query);
}

for (const tab of tabs) tab.addEventListener("click", () => showView(tab.dataset.view));
if (tabs.length) {
  $("views").addEventListener("keydown", (event) => {
    const at = tabs.findIndex((tab) => tab.dataset.view === state.view);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const tab = tabs[(next + tabs.length) % tabs.length];
    showView(tab.dataset.view);
    tab.focus();
  });
}
for (const { dataset } of tabs.slice(1)) {
  const frame = panel(dataset.view);
  const leading = (event) => event.target.closest("[data-iri], [data-n], [data-nodes]");
  frame.addEventListener("click", (event) => {
    const made = leading(event);
    if (made && !getSelection().toString()) follow(made);
  });
  frame.addEventListener("keydown", (event) => {
    const made = leading(event);
    if (!made || made.tagName === "BUTTON" || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    follow(made);
  });
}
