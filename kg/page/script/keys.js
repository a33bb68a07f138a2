// Keys for the whole page; those of one letter can be switched off, since speech and other aids may type them.

const STEP = 80; // how far a key moves the view, in pixels of the screen

const single = {
  "/": () => $("search").focus(),
  t: () => { if (state.view === "graph") (tree.querySelector("[tabindex='0']") || $("list")).focus(); },
  d: () => { if (state.selected) $("details").focus(); },
  0: () => { if (state.hops) setHops(state.hops); },
  p: () => { if (state.selected) startPath(state.selected); },
  f: () => fit(),
  "+": () => zoom(1.25),
  "=": () => zoom(1.25),
  "-": () => zoom(0.8),
  "[": () => $("back").click(),
  "]": () => $("forward").click(),
  "?": () => $("help").showModal(),
  ...hooks.keys,
};
for (const hops of [1, 2, 3]) single[hops] = () => setHops(hops);
const pan = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || $("help").open) return;
  if (event.key === "Escape") return stepOut();
  if (event.target.matches("input, textarea, select")) return;
  if (event.shiftKey && Object.hasOwn(pan, event.key) && state.view === "graph") {
    const [x, y] = pan[event.key];
    moveBy(x, y);
  } else if ($("single").checked && Object.hasOwn(single, event.key)) single[event.key]();
  else return;
  event.preventDefault();
});

// What was entered last is left first.
function stepOut() {
  if (state.from) startPath(null);
  else if (state.hops) setHops(state.hops);
  else if (state.selected || state.finding) {
    state.finding = null;
    showFinding();
    const inside = $("details").contains(document.activeElement);
    select(null);
    if (inside) (listed ? tree.querySelector("[tabindex='0']") : $("search")).focus();
  }
}

$("keyboard").addEventListener("click", () => $("help").showModal());
$("help-close").addEventListener("click", () => $("help").close());
$("help").addEventListener("click", (event) => { if (event.target === $("help")) $("help").close(); });
$("back").addEventListener("click", () => { if (placeInHistory() > 0) history.back(); });
$("forward").addEventListener("click", () => { if (placeInHistory() < last) history.forward(); });
$("more")?.addEventListener("click", () => {
  $("more").setAttribute("aria-expanded", String(document.body.classList.toggle("more")));
});
