// All nodes as a tree beside the picture: what a screen reader gets, and a way through the picture by keyboard. A group is built when it is opened.

const PAGE = 200; // so many things of a group at first, then so many more
const tree = $("nodes");
const opened = new Set(); // the keys of the groups that are open
const shownOf = new Map(); // how many things of a group are built
let roots = [];
let listed = false;
let typed = { words: "", at: 0 };

// An entry is a thing, or a group: it has `children` then, `count` of all things below, `has` tells whether one is among
// them, and `show` brings it into view.
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
  row.append(sign(entry.sign || iconOf(item)), element("span", { dir: "auto" }, item ? label(item) : entry.name()), ...(entry.children ? [" ", element("b", {}, String(entry.count))] : []));
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
    if (!row.entry?.children || !row.entry.has(id) || opened.has(row.entry.key)) continue;
    row.setAttribute("aria-expanded", "true");
    opened.add(row.entry.key);
    const place = row.entry.placeOf?.(id) ?? 0;
    if (place >= (shownOf.get(row.entry.key) || PAGE)) shownOf.set(row.entry.key, place + 1);
    build(row.entry.children(), levelOf(row) + 1, row.entry.key, row);
  }
}

function act(row) {
  if (row.act) row.act();
  else if (row.dataset.node) select(row.dataset.node);
  else {
    const open = row.getAttribute("aria-expanded") === "false";
    toggle(row, open);
    if (open) row.entry.show?.();
  }
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
// What scrolls past a resting pointer is not pointed at.
let pointed = null;
function pointAt(id) {
  if (id !== pointed) hover((pointed = id));
}
tree.addEventListener("pointermove", (event) => pointAt(event.target.closest("[data-node]")?.dataset.node || null));
tree.addEventListener("pointerleave", () => pointAt(null));

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
