// What the picture is about: what is near the selected node, or the shortest path between two things.

function setHops(hops) {
  if (!state.selected || !isDrawn(items.get(state.selected))) return;
  state.hops = state.hops === hops ? 0 : hops;
  state.from = null;
  changed();
  say(state.hops ? word("focused").replace("{hops}", word(`hops_${state.hops}`)).replace("{n}", countNear()) : word("unfocused"));
}

// Begins a path at a node, or leaves the one that there is.
function startPath(id) {
  if (!state.from && !isDrawn(items.get(id))) return;
  state.from = state.from ? null : id;
  state.hops = 0;
  changed();
  say(state.from ? word("path_pick") : word("unfocused"));
}

const pathWords = () => (!near.path ? word("path_none") : near.path.length === 1 ? word("path_one") : word("path_length").replace("{n}", near.path.length));

function changed() {
  refocus();
  applyFilters();
  keepDetails();
  showNear();
  writeAddress();
}

// Shows the details anew; the button that was pressed keeps the focus, and the text its place.
function keepDetails() {
  const panel = $("details");
  const { activeElement } = document;
  const held = panel.contains(activeElement) ? activeElement.dataset.act : null;
  const { scrollTop } = panel;
  showDetails();
  panel.scrollTop = scrollTop;
  if (held) panel.querySelector(`[data-act="${held}"]`)?.focus();
}

// The buttons in the details, and the path in words.
function actions(item) {
  if (!isDrawn(item)) return [];
  const press = (name, pressed, words, act) => element("button", { type: "button", class: "tool", "data-act": name, "aria-pressed": String(pressed), onclick: act }, words);
  const row = element("div", { class: "actions" });
  const hops = element("div", { role: "group", "aria-label": word("neighbours") }, element("span", { "aria-hidden": "true" }, word("neighbours")));
  for (const number of [1, 2, 3]) {
    const button = press(`hops-${number}`, state.hops === number, String(number), () => setHops(number));
    button.setAttribute("aria-label", word(`hops_${number}`));
    button.title = `${word(`hops_${number}`)} (${number})`;
    hops.append(button);
  }
  const path = press("path", Boolean(state.from), word(state.from ? "path_clear" : "path_from"), () => startPath(item.id));
  path.removeAttribute("aria-pressed");
  row.append(hops, path, ...pinButton(item, press));
  return [row, ...route()];
}

function route() {
  if (!state.from) return [];
  if (state.from === state.selected) return [element("p", { class: "found" }, sign("path"), word("path_pick"))];
  const list = element("ol", { class: "links route" }, element("li", {}, jump(state.from)));
  for (const { from, to, link } of near.path || []) {
    const words = data.properties[link.property][state.language][link.from === from ? 0 : 1];
    list.append(element("li", {}, element("span", { class: "words" }, words), jump(to)));
  }
  return [element("h3", {}, pathWords()), ...(near.path ? [list] : [])];
}

hooks.actions.push(actions);
