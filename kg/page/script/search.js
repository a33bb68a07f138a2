// Search over the labels in both languages and all other names, with suggestions while typing.

const LIMIT = 8;
const plain = (words) => words.normalize("NFKC").toLowerCase();
const namesOf = (item) => ({ item, names: [...new Set([...Object.values(item.labels), ...(item.also || [])].map(plain))] });
const names = data.items.map(namesOf);
let hits = [];
let active = -1;

function find(query) {
  const wanted = plain(query.trim());
  if (!wanted) return [];
  if (data.groups) return findBig(wanted);
  const parts = wanted.split(/\s+/);
  const rank = (name) => {
    if (name === wanted) return 0;
    if (name.startsWith(wanted)) return 1;
    if (name.includes(` ${wanted}`)) return 2;
    if (name.includes(wanted)) return 3;
    return parts.every((part) => name.includes(part)) ? 4 : 9;
  };
  // Among equal ones the shorter name is the nearer one.
  const best = (entry) => entry.names.map((name) => ({ rank: rank(name), length: name.length })).sort((a, b) => a.rank - b.rank || a.length - b.length)[0];
  return names
    .map((entry, order) => ({ item: entry.item, order, ...best(entry) }))
    .filter((hit) => hit.rank < 9)
    .sort((a, b) => a.rank - b.rank || a.length - b.length || a.order - b.order)
    .map((hit) => hit.item);
}

function suggest() {
  const query = $("search").value;
  hits = find(query);
  active = -1;
  const list = $("suggestions");
  list.replaceChildren(
    ...hits.slice(0, LIMIT).map((item, index) => {
      const other = label(item, state.language === "zh" ? "en" : "zh");
      return element(
        "li",
        { role: "option", id: `suggestion-${index}`, class: item.tone || toneOf(item), "aria-selected": "false", "data-node": item.id, onpointerdown: (event) => { event.preventDefault(); choose(index); } },
        sign(iconOf(item)),
        element("span", { dir: "auto" }, label(item)),
        element("small", {}, other !== label(item) ? `${other} · ${kindOf(item)}` : kindOf(item)),
      );
    }),
  );
  if (query.trim() && !hits.length) list.append(element("li", { class: "none" }, word("no_hits")));
  list.hidden = !query.trim();
  say(query.trim() ? (hits.length ? word("hits").replace("{n}", hits.length) : word("no_hits")) : "");
  mark(-1);
}

function mark(index) {
  active = index;
  const options = [...$("suggestions").querySelectorAll("[role=option]")];
  options.forEach((option, number) => option.setAttribute("aria-selected", String(number === index)));
  if (index >= 0) {
    $("search").setAttribute("aria-activedescendant", `suggestion-${index}`);
    options[index].scrollIntoView({ block: "nearest" });
  } else $("search").removeAttribute("aria-activedescendant");
}

function choose(index) {
  const item = hits[index];
  if (!item) return;
  $("search").value = "";
  closeSuggestions();
  select(item.id);
}

function closeSuggestions() {
  $("suggestions").hidden = true;
  mark(-1);
}

$("search").addEventListener("input", suggest);
$("search").addEventListener("focus", () => { if ($("search").value) suggest(); });
$("search").addEventListener("blur", closeSuggestions);
$("search").addEventListener("keydown", (event) => {
  const last = Math.min(hits.length, LIMIT) - 1;
  if (event.key === "ArrowDown") mark(active >= last ? 0 : active + 1);
  else if (event.key === "ArrowUp") mark(active <= 0 ? last : active - 1);
  else if (event.key === "Enter") choose(Math.max(active, 0));
  else if (event.key === "Escape" && !$("suggestions").hidden) {
    $("search").value = "";
    closeSuggestions();
    event.stopPropagation();
  } else return;
  event.preventDefault();
});
