// How groups, links and dots are drawn on any canvas, at any scale.

// A dot is never smaller than this radius on the screen; where many crowd, it leaves some ground between them.
const least = (scale) => Math.min(1.05, Math.max(0.5, 24 * scale));
let hidden = data.styles.map(() => false); // by style, what is filtered away
let hiddenWays = data.links.ways.map(() => false); // and by kind of link
const passes = (place) => !hidden[styleOf[place]];
const isKept = (item) => passes(item.place);
const isShown = (place) => passes(place) && (!near.places || near.places[place] > 0);
const isLinkShown = (link) => !hiddenWays[way[link]] && isShown(from[link]) && isShown(to[link]);

// The ground of a group.
function disc(c, group, toX, toY, scale) {
  c.beginPath();
  c.arc(toX(group.x), toY(group.y), group.r * scale, 0, 2 * Math.PI);
  c.fillStyle = color.band;
  c.fill();
  c.strokeStyle = color.line;
  c.lineWidth = 1;
  c.stroke();
}

const grown = (area, by) => ({ left: area.left - by, right: area.right + by, top: area.top - by, bottom: area.bottom + by });
const meets = ({ x, y, r }, area) => x + r >= area.left && x - r <= area.right && y + r >= area.top && y - r <= area.bottom;

// Between groups a band for all their links; how many they are tells its width. The strongest ones of each group only:
// all of them would hide what they are to show.
const strongest = (() => {
  const taken = new Map();
  const found = [];
  for (const [a, b, number] of [...data.between].sort((one, other) => other[2] - one[2])) {
    const [left, right] = [taken.get(a) || 0, taken.get(b) || 0];
    if (left >= 3 && right >= 3) continue;
    taken.set(a, left + 1).set(b, right + 1);
    found.push([groups[a], groups[b], number]);
  }
  return found;
})();
const heaviest = Math.max(1, ...strongest.map(([, , number]) => number));

function drawBetween(c, area, toX, toY, scale) {
  c.strokeStyle = color.muted;
  // They are for the view from afar; nearer they only say that there is more.
  const { clientWidth, clientHeight } = $("graph");
  const fade = Math.min(1, Math.max(0.3, 1.3 / (scale * Math.max(data.box.width / clientWidth, data.box.height / clientHeight))));
  for (const [a, b, number] of strongest) {
    const bow = 0.06 * (Math.abs(a.x - b.x) + Math.abs(a.y - b.y)) + 12 / scale; // how far a band leaves the box of its ends
    if (Math.min(a.x, b.x) - bow > area.right || Math.max(a.x, b.x) + bow < area.left || Math.min(a.y, b.y) - bow > area.bottom || Math.max(a.y, b.y) + bow < area.top) continue;
    const [x1, y1, x2, y2] = [toX(a.x), toY(a.y), toX(b.x), toY(b.y)];
    const share = Math.sqrt(number / heaviest);
    c.globalAlpha = (0.1 + 0.16 * share) * fade;
    c.lineWidth = Math.max(0.6, Math.min(10, 0.13 * Math.min(a.r, b.r) * scale) * share);
    c.beginPath();
    c.moveTo(x1, y1);
    c.quadraticCurveTo((x1 + x2) / 2 + (y2 - y1) * 0.12, (y1 + y2) / 2 - (x2 - x1) * 0.12, x2, y2);
    c.stroke();
  }
}

// Dots are as large as they are at scale 1, but seen from afar they fill some of the room that each has.
const dotOf = (place, scale) => Math.max(least(scale), sizes[place] * scale, Math.min(3, 2.2 * scale * sizes[place]));
