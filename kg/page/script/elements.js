// What both pages, the small and the big, say things with and make elements of.

const $ = (id) => document.getElementById(id);
const read = (id) => JSON.parse($(id).textContent);
const root = document.documentElement;

const word = (name) => data.words[state.language][name];
const label = (item, language = state.language) => item.labels[language];
const kindOf = (item) =>
  item.kind === "resource" ? (item.type ? item.type.labels[state.language] : data.kinds.resource[state.language]) : data.kinds[item.kind][state.language];
const iconOf = (item) => item.icon || (item.kind === "entity" ? "thing" : item.kind);
const otherEnd = (link, id) => (link.from === id ? link.to : link.from);
const say = (text) => { $("live").textContent = text; };

function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "class") made.className = value;
    else if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

function sign(name) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [key, value] of Object.entries({ class: "icon", viewBox: "0 0 24 24", width: 15, height: 15, "aria-hidden": "true" })) made.setAttribute(key, value);
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", data.icons[name]);
  made.append(path);
  return made;
}
