// What the tree of nodes has: as in the picture, or by type.

const leaf = (item) => ({ key: item.id, item });
function group(key, name, ids, children, { item, sign: mark, tone } = {}) {
  const all = new Set(ids);
  return { key, name, item, sign: mark, tone, count: all.size, has: (id) => id === item?.id || all.has(id), children };
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
  const statements = of("verdict", "definition", "claim", "summary", "example");
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
