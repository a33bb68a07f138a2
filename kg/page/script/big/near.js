// Finds what is near a node, and the shortest path between two, on typed arrays.

const near = { places: null, path: null }; // steps from the selected node by place, one more than they are; the steps of the path
const badged = { name: null, places: [] }; // the nodes with the chosen finding
const everyPlace = function* () {
  for (let place = 0; place < count; place += 1) yield place;
};
const isFrameAt = (place) => isFrame(data.styles[styleOf[place]]);

// The nodes beside one, with the link that leads there, over what is not filtered away.
function* beside(place) {
  for (let at = beginning[place]; at < beginning[place + 1]; at += 1) {
    const link = attached[at], there = otherPlace(link, place);
    if (there !== place && !hiddenWays[way[link]] && passes(there)) yield [there, link];
  }
}

// Steps from a node, without going on through sides and dimensions: they are next to everything.
function steps(start, most) {
  const found = new Uint8Array(count);
  found[start] = 1;
  let edge = [start];
  for (let step = 2; step <= most + 1; step += 1) {
    const next = [];
    for (const here of edge) {
      if (here !== start && isFrameAt(here)) continue;
      for (const [there] of beside(here)) {
        if (found[there]) continue;
        found[there] = step;
        next.push(there);
      }
    }
    edge = next;
  }
  return found;
}

// A shortest path as steps with their links; null when there is none.
function shortest(start, end) {
  const before = new Int32Array(count).fill(-1), by = new Uint32Array(count);
  before[start] = start;
  for (let edge = [start]; edge.length && before[end] < 0;) {
    const next = [];
    for (const here of edge) {
      for (const [there, link] of beside(here)) {
        if (before[there] >= 0) continue;
        before[there] = here;
        by[there] = link;
        next.push(there);
      }
    }
    edge = next;
  }
  if (before[end] < 0) return null;
  const path = [];
  for (let here = end; here !== start; here = before[here]) path.unshift({ from: idAt(before[here]), to: idAt(here), link: linkAt(by[here]) });
  return path;
}

// To be called whenever the selection, the filters, the number of hops or the beginning of the path have changed.
function refocus() {
  const { selected, from: start, hops } = state;
  near.places = selected !== null && hops && start === null ? steps(placeOf(selected), hops) : null;
  near.path = selected !== null && start !== null && start !== selected ? shortest(placeOf(start), placeOf(selected)) : null;
  if (badged.name !== state.finding) Object.assign(badged, { name: state.finding, places: state.finding ? [...column(data.findings[state.finding], Uint32Array)] : [] });
  light();
}

const countNear = () => near.places.reduce((sum, step, place) => sum + (step > 0 && passes(place) ? 1 : 0), 0);

// Dots stay where they are.
const pinButton = () => [];
