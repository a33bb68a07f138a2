// What the tree of nodes has: the groups of the picture, and in each its nodes, the most linked first.

const leaf = (place) => ({ key: idAt(place), item: itemAt(place) });

function growTree() {
  const made = groups.flatMap((group, number) => {
    let kept = 0;
    for (let place = group.first; place < group.first + group.count; place += 1) if (passes(place)) kept += 1;
    return kept ? [branch(group, number, kept)] : [];
  });
  // One group would hide all behind one more step.
  roots = made.length === 1 ? made[0].children() : made;
}

function branch(group, number, kept) {
  const { first, count: all, labels, tone } = group;
  const places = () => Array.from({ length: all }, (_, at) => first + at).filter(passes);
  return {
    key: `group ${number}`, name: () => labels[state.language], count: kept, sign: "thing", tone,
    has: (id) => groupOf[placeOf(id)] === number,
    placeOf: (id) => places().indexOf(placeOf(id)),
    children: () => places().map(leaf),
    show: () => openGroup(number),
  };
}
