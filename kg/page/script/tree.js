// All nodes as a tree beside the picture: what a screen reader gets, and a way through the picture by keyboard. A group is built when it is opened.

const PAGE = 200; // so many things of a group at first, then so many more
const tree = $("nodes");
const opened = new Set(); // the keys of the groups that are open
const shownOf = new Map(); // how many things of a group are built
let roots = [];
let listed = false;
let typed = { words: "", at: 0 };

// A group or a thing of the tree: `ids` are all things below it.
const leaf = (item) => ({ key: item.id, item, ids: new Set([item.id]) });
function group(key, name, ids, children, { item, sign: mark, tone } = {}) {
  return { key, name, item, sign: mark, tone, ids: new Set(item ? [item.id, ...ids] : ids), children };
}
const idsOfAll = (found) => found.map((item) => item.id);

function growTree() {
  const kept = data.items.filter(isKept);
  const made = data.layout !== "force" || kept.some(isFrame) ? byDimension(kept) : byType(kept);
  // One group would hide all behind one more step.
  roots = made.length === 1 && made[0].children ? made[0].children() : made;
}

function byType(kept) {
  const types = new Map();
  for (const item of kept) {
    const name = item.type ? item.type.iri : "";
    types.set(name, [...(types.get(name) || []), item]);
  }
  if ([...types.values()].every((found) => found.length === 1)) return kept.map(leaf);
  return [...types].sort(([, a], [, b]) => b.length - a.length).map(([iri, found]) => group(`type ${iri}`, () => (found[0].type ? kindOf(found[0]) : word("unplaced")), idsOfAll(found), () => found.map(leaf), { sign: iconOf(found[0]), tone: found[0].tone }));
}

// As in the picture: what stands over all, then dimension by dimension, in it side by side; then what is named.
function byDimension(kept) {
  const of = (...kinds) => kept.filter((item) => kinds.includes(item.kind));
  const first = (dimension) => data.items.findIndex((item) => item.dimension === dimension.id && item.start !== undefined);
  const sides = of("alternative").sort((a, b) => (a.tone < b.tone ? -1 : 1));
  const dimensions = of("dimension").sort((a, b) => first(a) - first(b));
  const entities = of("entity");
  const statements = of("verdict", "claim", "example");
  const within = (dimension) => statements.filter((item) => (dimension ? item.dimension === dimension : item.kind !== "verdict" && !dimensions.some(({ id }) => id === item.dimension)));
  const bySide = (key, found) => [...sides, null].flatMap((side) => {
    const own = found.filter((item) => (side ? item.sides?.length === 1 && item.sides[0] === side.id : item.sides?.length !== 1));
    return own.length ? [group(`${key} ${side ? side.id : ""}`, () => (side ? label(side) : word(found[0].kind === "entity" && own.some((item) => item.sides) ? "shared" : "unplaced")), idsOfAll(own), () => own.map(leaf), { sign: "alternative", tone: side ? side.tone : "shared" })] : [];
  });
  const band = (key, found, more) => group(key, more.item ? () => label(more.item) : () => word("no_dimension"), idsOfAll(found), () => [...found.filter((item) => item.kind === "verdict").map(leaf), ...bySide(key, found.filter((item) => item.kind !== "verdict"))], more);
  const rest = within(null);
  return [
    ...sides.map(leaf),
    ...statements.filter((item) => item.kind === "verdict" && !item.dimension).map(leaf),
    ...dimensions.map((item) => band(item.id, within(item.id), { item, sign: "dimension" })),
    ...(rest.length ? [band("rest", rest, { sign: "dimension" })] : []),
    ...(entities.length ? [group("entities", () => word("entities"), idsOfAll(entities), () => bySide("entities", entities), { sign: "entity" })] : []),
  ];
}

// Builds the tree anew, with what is open and where the focus is.
function listNodes() {
  growTree();
  const held = tree.contains(document.activeElement);
  const key = tree.querySelector("[tabindex='0']")?.dataset.key;
  tree.replaceChildren();
  build(roots, 1, "", null);
  const row = [...tree.children].find((made) => made.dataset.key === key) || tree.firstElementChild;
  if (row) stopAt(row, held);
  markNode();
}

function build(entries, level, key, after) {
  const many = shownOf.get(key) || PAGE;
  let last = after;
  const add = (row) => {
    if (last) last.after(row);
    else tree.prepend(row);
    last = row;
  };
  entries.slice(0, many).forEach((entry, index) => {
    const row = rowOf(entry, level, index + 1, entries.length);
    add(row);
    if (entry.children && opened.has(entry.key)) last = build(entry.children(), level + 1, entry.key, row);
  });
  if (entries.length > many) {
    const row = element("li", { role: "treeitem", "aria-level": level, "aria-setsize": entries.length, "aria-posinset": many + 1, class: `more l${level}`, tabindex: "-1", "data-key": `${key} more` }, word("more_nodes").replace("{n}", Math.min(PAGE, entries.length - many)));
    row.act = () => {
      shownOf.set(key, many + PAGE);
      listNodes();
      stopAt(tree.querySelectorAll(`[aria-level="${level}"]`)[many] || tree.firstElementChild, true);
    };
    add(row);
  }
  return last;
}

function rowOf(entry, level, place, all) {
  const { item } = entry;
  const row = element("li", { role: "treeitem", "aria-level": level, "aria-setsize": all, "aria-posinset": place, tabindex: "-1", "data-key": entry.key, class: `l${level} ${entry.tone || (item && (item.tone || toneOf(item))) || "plain"}` });
  if (entry.children) row.setAttribute("aria-expanded", String(opened.has(entry.key)));
  if (item) {
    row.dataset.node = item.id;
    row.setAttribute("aria-selected", "false");
  }
  row.append(sign(entry.sign || iconOf(item)), element("span", { dir: "auto" }, item ? label(item) : entry.name()), ...(entry.children ? [" ", element("b", {}, String(entry.ids.size - (item ? 1 : 0)))] : []));
  if (item && !entry.children) row.append(element("span", { class: "away" }, ` ${kindOf(item)}`));
  row.entry = entry;
  return row;
}

const levelOf = (row) => Number(row.getAttribute("aria-level"));

function toggle(row, open) {
  const { entry } = row;
  if (!entry?.children || opened.has(entry.key) === open) return;
  row.setAttribute("aria-expanded", String(open));
  if (open) {
    opened.add(entry.key);
    build(entry.children(), levelOf(row) + 1, entry.key, row);
  } else {
    opened.delete(entry.key);
    while (row.nextElementSibling && levelOf(row.nextElementSibling) > levelOf(row)) row.nextElementSibling.remove();
  }
  markNode();
}

// The one row that the tab key reaches.
function stopAt(row, take) {
  for (const other of tree.querySelectorAll("[tabindex='0']")) other.tabIndex = -1;
  row.tabIndex = 0;
  if (take) row.focus();
}

// The selected node is marked; when it has just been selected, the groups around it are opened in a tree that is seen.
function markNode({ find = false } = {}) {
  if (find && listed && state.selected) reach(state.selected);
  for (const row of tree.querySelectorAll("[aria-selected]")) row.setAttribute("aria-selected", String(row.dataset.node === state.selected));
  if (!listed || tree.contains(document.activeElement)) return;
  const row = tree.querySelector("[aria-selected='true']");
  if (row) {
    stopAt(row, false);
    row.scrollIntoView({ block: "nearest" });
  }
}

function reach(id) {
  for (let row = tree.firstElementChild; row; row = row.nextElementSibling) {
    if (row.dataset.node === id) return;
    if (!row.entry?.children || !row.entry.ids.has(id) || opened.has(row.entry.key)) continue;
    row.setAttribute("aria-expanded", "true");
    opened.add(row.entry.key);
    build(row.entry.children(), levelOf(row) + 1, row.entry.key, row);
  }
}

function act(row) {
  if (row.act) row.act();
  else if (row.dataset.node) select(row.dataset.node);
  else toggle(row, row.getAttribute("aria-expanded") === "false");
}

const KEYS = {
  ArrowDown: (row) => row.nextElementSibling,
  ArrowUp: (row) => row.previousElementSibling,
  Home: () => tree.firstElementChild,
  End: () => tree.lastElementChild,
  ArrowRight(row) {
    if (row.getAttribute("aria-expanded") === "true") return row.nextElementSibling;
    toggle(row, true);
    return row;
  },
  ArrowLeft(row) {
    if (row.getAttribute("aria-expanded") === "true") {
      toggle(row, false);
      return row;
    }
    let above = row;
    while (above && levelOf(above) >= levelOf(row)) above = above.previousElementSibling;
    return above || row;
  },
  Enter: act,
  " ": act,
  "*"(row) {
    for (const other of [...tree.children]) if (levelOf(other) === levelOf(row)) toggle(other, true);
  },
};

// Typing letters goes to the next row that begins with them.
function type(row, key) {
  typed = { words: performance.now() - typed.at < 700 ? typed.words + plain(key) : plain(key), at: performance.now() };
  const rows = [...tree.children];
  const at = rows.indexOf(row);
  const from = typed.words.length > 1 ? at : at + 1;
  return [...rows.slice(from), ...rows.slice(0, from)].find((made) => plain(made.querySelector("[dir]")?.textContent || "").startsWith(typed.words));
}

tree.addEventListener("keydown", (event) => {
  const row = event.target.closest("[role=treeitem]");
  if (!row || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const spelt = event.key.length === 1 && /\p{L}/u.test(event.key);
  if (!Object.hasOwn(KEYS, event.key) && !spelt) return;
  const next = spelt ? type(row, event.key) : KEYS[event.key](row);
  if (next) stopAt(next, true);
  event.preventDefault();
  event.stopPropagation();
});
tree.addEventListener("click", (event) => {
  const row = event.target.closest("[role=treeitem]");
  if (!row) return;
  stopAt(row, true);
  if (row.entry?.children && (!row.dataset.node || event.target.closest("svg"))) toggle(row, !opened.has(row.entry.key));
  else act(row);
});
tree.addEventListener("focusin", (event) => {
  peek(true);
  hover(event.target.dataset.node || null);
});
tree.addEventListener("focusout", (event) => {
  if (tree.contains(event.relatedTarget)) return;
  hover(null);
  peek(false);
});
tree.addEventListener("pointerover", (event) => hover(event.target.closest("[data-node]")?.dataset.node || null));
tree.addEventListener("pointerleave", () => hover(null));

// The tree is seen while its button is pressed or the focus is in it.
function peek(inside) {
  listed = inside || $("list").getAttribute("aria-expanded") === "true";
  document.body.classList.toggle("listed", listed);
  if (listed) markNode({ find: true });
}

function showList(open) {
  $("list").setAttribute("aria-expanded", String(open));
  peek(false);
}
$("list").addEventListener("click", () => showList(!listed));
