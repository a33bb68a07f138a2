// The address holds what is shown, so that it can be sent on and the way back works.
function readAddress() {
  const found = new URLSearchParams(location.hash.slice(1).replaceAll("+", "%2B"));
  const node = found.get("node");
  const from = items.has(found.get("from")) ? found.get("from") : null;
  const off = (found.get("off") || "").split(",").filter((name) => filterNames.has(name));
  const hops = node && !from && ["1", "2", "3"].includes(found.get("hops")) ? Number(found.get("hops")) : 0;
  return { view: found.get("view") || "graph", node, from, off, hops, finding: found.get("finding"), lang: found.get("lang"), theme: found.get("theme") };
}

function writeAddress() {
  const parts = [];
  if (state.view !== "graph") parts.push(`view=${state.view}`);
  if (state.selected) parts.push(`node=${encodeURIComponent(state.selected)}`);
  if (state.from) parts.push(`from=${encodeURIComponent(state.from)}`);
  if (state.hops) parts.push(`hops=${state.hops}`);
  if (state.off.size) parts.push(`off=${[...state.off].sort().join(",")}`);
  if (state.finding) parts.push(`finding=${state.finding}`);
  if (state.language !== firstLanguage) parts.push(`lang=${state.language}`);
  if (state.theme) parts.push(`theme=${state.theme}`);
  const hash = parts.length ? `#${parts.join("&")}` : "";
  if (hash === location.hash) return;
  const at = placeInHistory() + 1;
  history.pushState({ at }, "", hash || location.pathname + location.search);
  last = at;
  showHistory();
}

// The steps taken on this page, so that the buttons for back and forward never lead away from it.
const placeInHistory = () => history.state?.at || 0;
let last = placeInHistory();
function showHistory() {
  last = Math.max(last, placeInHistory());
  $("back").disabled = placeInHistory() <= 0;
  $("forward").disabled = placeInHistory() >= last;
}
const firstLanguage = root.lang;
const filterNames = new Set([...document.querySelectorAll(".filter")].map(({ dataset }) => `${dataset.group}.${dataset.key}`));
