// The panel that tells everything about what is selected.

const MOST_LINKS = 200; // of one kind; a thing in a big graph may have thousands

function showDetails() {
  const panel = $("details");
  const item = items.get(state.selected);
  panel.hidden = !item;
  document.body.classList.toggle("open", Boolean(item));
  panel.replaceChildren();
  if (!item) return;
  const other = state.language === "zh" ? "en" : "zh";
  const tone = item.tone || toneOf(item);
  panel.className = tone;
  panel.append(
    element("button", { type: "button", class: "tool close", "aria-label": word("close"), title: word("close"), onclick: () => select(null) }, sign("close")),
    element("p", { class: "kind" }, sign(iconOf(item)), kindOf(item)),
    element("h2", { dir: "auto", class: ["definition", "verdict", "summary"].includes(item.kind) ? "sentence" : "" }, label(item)),
  );
  if (label(item, other) !== label(item)) panel.append(element("p", { class: "other", dir: "auto", lang: other }, label(item, other)));
  const wording = item.wording && item.wording[state.language];
  if (wording && wording !== label(item) && wording !== item.quote) panel.append(element("p", { class: "wording", dir: "auto" }, wording));
  if (item.note && item.note[state.language]) panel.append(element("p", { class: "wording", dir: "auto" }, item.note[state.language]));
  panel.append(...hooks.actions.flatMap((make) => make(item)), copyButtons(item), ...facts(item), ...findingsOf(item), ...passage(item), ...assessments(item), ...hooks.details.flatMap((make) => make(item)), ...literals(item), ...linkLists(item));
  panel.scrollTop = 0;
}

const toneOf = (item) => (item.sides && item.sides.length === 1 && items.get(item.sides[0])?.tone) || "plain";

function facts(item) {
  const rows = [];
  for (const side of item.sides || []) rows.push([word("side"), jump(side)]);
  if (item.dimension) rows.push([word("dimension"), jump(item.dimension)]);
  if (item.polarity) rows.push([word("polarity"), `${item.polarity === "+" ? "＋" : "－"} ${word(item.polarity === "+" ? "favourable" : "unfavourable")}`]);
  if (item.type && (item.kind === "entity" || item.kind === "resource")) rows.push([word("type"), item.type.labels[state.language]]);
  if (item.also) rows.push([word("also"), item.also.join("；")]);
  if (item.kind === "resource") rows.push([word("identifier"), element("code", {}, item.id)]);
  const list = element("dl", {});
  for (const [name, value] of rows) list.append(element("div", {}, element("dt", {}, name), element("dd", { dir: "auto" }, value)));
  return rows.length ? [list] : [];
}

function findingsOf(item) {
  return (item.badges || []).map((name) => element("p", { class: `found ${name}` }, sign(`finding-${name}`), word(`${name}_long`)));
}

function passage(item) {
  if (!item.quote) return [];
  const parts = [element("h3", {}, word("quote"))];
  const whole = element("div", { class: "passage", lang: sourceOf(item)?.language || "zh", dir: "auto" });
  if (item.before) whole.append(element("span", { class: "around" }, item.before));
  whole.append(element("blockquote", {}, item.quote));
  if (item.after) whole.append(element("span", { class: "around" }, item.after));
  parts.push(whole);
  if (item.start !== undefined) parts.push(element("p", { class: "offsets" }, word("offsets").replace("{start}", item.start).replace("{end}", item.end)));
  const here = atSamePassage(item);
  if (here.length) parts.push(element("h3", {}, word("here_too")), element("ul", { class: "links" }, ...here.map((other) => element("li", {}, jump(other.id)))));
  return parts;
}

function assessments(item) {
  if (!item.assessments) return [];
  const list = element("ul", { class: "links" });
  for (const { alternative, polarity, words, claim } of item.assessments) {
    const side = items.get(alternative);
    const inner = [
      element("b", { class: `sign ${side ? side.tone : "plain"}` }, { "+": "＋", "-": "－" }[polarity] || "·"),
      element("span", { dir: "auto" }, words[state.language], ...(side ? [element("small", {}, ` ${label(side)}`)] : [])),
    ];
    list.append(element("li", {}, items.has(claim)
      ? element("button", { type: "button", class: "link", "data-node": claim, onclick: () => select(claim) }, ...inner)
      : element("p", { class: "link" }, ...inner)));
  }
  return [element("h3", {}, word("assessments")), list];
}

function literals(item) {
  if (!item.literals) return [];
  const list = element("dl", {});
  for (const { words, value } of item.literals) {
    list.append(element("div", {}, element("dt", {}, words[state.language][0]), element("dd", { dir: "auto" }, value)));
  }
  return [element("h3", {}, word("literals")), list];
}

function linkLists(item) {
  const parts = [];
  for (const [heading, here, there, way] of [["outgoing", "from", "to", 0], ["incoming", "to", "from", 1]]) {
    const found = linksOf.get(item.id).filter((link) => link[here] === item.id && !(link.implied && here === "from"));
    const list = element("ul", { class: "links" });
    const groups = new Map();
    for (const link of found) groups.set(link.property, [...(groups.get(link.property) || []), link]);
    for (const [property, links] of groups) {
      list.append(element("li", { class: "words" }, data.properties[property][state.language][way]));
      for (const link of links.slice(0, MOST_LINKS)) list.append(element("li", {}, linkButton(link, items.get(link[there]))));
      if (links.length > MOST_LINKS) list.append(element("li", { class: "words" }, word("more_links").replace("{n}", links.length - MOST_LINKS)));
    }
    if (found.length) parts.push(element("h3", {}, word(heading)), list);
  }
  return parts;
}

function linkButton(link, target) {
  const button = jump(target.id);
  if (link.layer) button.title = word(`layer_${link.layer}`);
  if (link.layer === "curated") button.append(element("small", {}, word("layer_curated")));
  const [place] = link.places || [];
  if (place) button.append(element("small", { class: "place", lang: "zh", dir: "auto" }, place[0], element("mark", {}, place[1]), place[2]));
  return button;
}

function jump(id) {
  const target = items.get(id);
  if (!target) return element("code", {}, id);
  return element(
    "button",
    { type: "button", class: `link ${target.tone || toneOf(target)}`, "data-node": id, onclick: () => select(id) },
    sign(iconOf(target)),
    element("span", { dir: "auto" }, label(target)),
  );
}
