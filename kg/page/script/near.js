// Finds what is near a node, and the shortest path between two, among the cards.

const near = { places: null, path: null }; // steps from the selected node by node; the steps of the path

const isVisible = (item) => isKept(item) && (!near.places || near.places.has(item.id) || isFrame(item));
const isLinkKept = (link) => link.from !== link.to && !(link.layer && isOff("layer", link.layer)) && isKept(items.get(link.from)) && isKept(items.get(link.to));

// The nodes that stay lit while the others fade: those of the path, next to the focus, or with the chosen finding.
function lit() {
  if (state.hovered) return around(state.hovered);
  if (near.path) return new Set([state.from, ...near.path.map((step) => step.to)]);
  if (near.places) return null;
  if (state.selected) return around(state.selected);
  if (state.finding) return new Set(data.items.filter((item) => (item.badges || []).includes(state.finding)).map((item) => item.id));
  return null;
}

const around = (id) => new Set([id, ...linksOf.get(id).filter(isLinkKept).map((link) => otherEnd(link, id))]);

// Steps from a node, without going on through sides and dimensions: they are next to everything.
function steps(id, most) {
  const found = new Map([[id, 0]]);
  let edge = [id];
  for (let step = 1; step <= most; step++) {
    const next = [];
    for (const here of edge) {
      if (here !== id && isFrame(items.get(here))) continue;
      for (const link of linksOf.get(here)) {
        const there = otherEnd(link, here);
        if (found.has(there) || !isLinkKept(link)) continue;
        found.set(there, step);
        next.push(there);
      }
    }
    edge = next;
  }
  return found;
}

// A shortest path over what is not filtered away, as steps with their links; among several one that needs fewest of the links that position says. Null when there is none.
function shortest(from, to) {
  const found = new Map([[from, { step: 0, implied: 0 }]]);
  let edge = [from];
  for (let step = 1; edge.length && !found.has(to); step++) {
    const next = new Set();
    for (const here of edge) {
      for (const link of linksOf.get(here)) {
        const there = otherEnd(link, here);
        if (!isLinkKept(link)) continue;
        const implied = found.get(here).implied + (link.implied ? 1 : 0);
        const known = found.get(there);
        if (known && (known.step < step || known.implied <= implied)) continue;
        found.set(there, { step, implied, link, before: here });
        next.add(there);
      }
    }
    edge = [...next];
  }
  if (!found.has(to)) return null;
  const path = [];
  for (let here = to; here !== from; here = path[0].from) path.unshift({ from: found.get(here).before, to: here, link: found.get(here).link });
  return path;
}

// To be called whenever the selection, the filters, the number of hops or the beginning of the path have changed.
function refocus() {
  const { selected, from, hops } = state;
  const drawn = selected && isDrawn(items.get(selected));
  near.places = drawn && hops && !from ? steps(selected, hops) : null;
  near.path = drawn && from && from !== selected ? shortest(from, selected) : null;
}

// Which links are drawn strongly, and whether their words are written.
function emphasis(link) {
  const focus = state.hovered || (near.path || near.places ? null : state.selected);
  if (focus) return (link.from === focus || link.to === focus) && !link.implied && (link.shown || !hasLine(link));
  if (near.path) return near.path.some((step) => step.link === link);
  if (!near.places || link.implied || (!link.shown && hasLine(link))) return false;
  const [a, b] = [near.places.get(link.from), near.places.get(link.to)];
  return a !== undefined && b !== undefined && a !== b;
}

const countNear = () => [...near.places.keys()].filter((id) => isKept(items.get(id))).length;
