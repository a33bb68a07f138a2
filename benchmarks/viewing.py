"""The page in headless Chromium: beside stock pyvis, and with big graphs. Needs playwright and chromium."""

from __future__ import annotations

import shutil
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
from field import lines
from measure import BIN, Figures, run

from kg.graph import Graph
from kg.network import network
from kg.page import build

__all__ = ["browser", "viewing", "viewing_big"]

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
#: Seconds after which a picture that still moves is given up, and for how long nothing must move to stand still.
CUT_OFF, STILL = 120, 1.0
#: Tells when the page says that it is ready; and for any page when nothing has moved for a while.
_WATCH = """
(() => {
  const ready = () => {
    if (document.documentElement?.dataset.ready && !window.readyAt) window.readyAt = performance.now();
  };
  new MutationObserver(ready).observe(document, { attributes: true, subtree: true, childList: true });
  let last = "", since = 0;
  window.stillAt = null;
  setInterval(() => {
    const it = window.claimgraph?.network ?? (typeof network === "undefined" ? null : network);
    const all = it && Object.values(it.body?.nodes ?? {});
    if (!all?.length) return;
    let sum = all.length;
    for (const { x, y } of all) sum += Math.abs(x ?? 0) + Math.abs(y ?? 0);
    const now = sum.toFixed(0);
    if (now !== last) [last, since] = [now, performance.now()];
    else if (!window.stillAt && performance.now() - since > STILL) window.stillAt = since;
  }, 100);
})();
""".replace("STILL", str(1000 * STILL))
#: Moves the view in a circle for some seconds; answers how often a second the picture was drawn.
_PAN = """([scale, seconds]) => new Promise(done => {
  const { network } = claimgraph;
  if (scale) network.moveTo({ scale, animation: false });
  const at = network.getViewPosition(), zoom = network.getScale();
  setTimeout(() => {
    let drawn = 0, since = false;
    const count = () => { since = true; };
    network.on("afterDrawing", count);
    const start = performance.now();
    const step = () => {
      const past = performance.now() - start;
      if (past > 1000 * seconds) {
        network.off("afterDrawing", count);
        done(drawn / past * 1000);
        return;
      }
      const position = { x: at.x + Math.sin(past / 400) * 200 / zoom, y: at.y + Math.cos(past / 400) * 120 / zoom };
      network.moveTo({ position, scale: zoom, animation: false });
      requestAnimationFrame(() => {
        if (since) drawn += 1;
        since = false;
        step();
      });
    };
    step();
  }, 300);
})"""
_COUNT = """() => {
  window.drawn = 0;
  window.from = performance.now();
  if (window.counting) return;
  window.counting = true;
  let since = false;
  claimgraph.network.on("afterDrawing", () => { since = true; });
  const frame = () => {
    if (since) window.drawn += 1;
    since = false;
    requestAnimationFrame(frame);
  };
  frame();
}"""
_COUNTED = "() => window.drawn / (performance.now() - window.from) * 1000"


def viewing(folder: Path, rounds: int) -> Figures:
    """Hold our page against what stock pyvis makes of the same networkx graph."""
    return {f"{nodes} nodes": _beside(folder, nodes, rounds) for nodes in (250, 1_000, 5_000)}


def _beside(folder: Path, nodes: int, rounds: int) -> Figures:
    import networkx as nx
    from pyvis.network import Network

    file = _field(folder, nodes)
    net = network(Graph.read([file]))
    ours, theirs = folder / f"ours-{nodes}.html", folder / f"pyvis-{nodes}.html"
    start = time.perf_counter()
    ours.write_text(build(Graph.read([file]), language="en").html, "utf-8")
    made = {"ours": time.perf_counter() - start}
    start = time.perf_counter()
    plain = nx.DiGraph()
    plain.add_nodes_from((iri, {"label": node["labels"]["en"]}) for iri, node in net.nodes(data=True))
    plain.add_edges_from(net.edges())
    stock = Network(cdn_resources="in_line")
    stock.from_nx(plain)
    theirs.write_text(stock.generate_html(), "utf-8")
    made["pyvis"] = time.perf_counter() - start
    figures: Figures = {}
    for name, path in (("ours", ours), ("pyvis", theirs)):
        seen = [_still(path) for _ in range(rounds if name == "ours" else 1)]
        figures[name] = {
            "still_s": round(statistics.median(one["still_s"] for one in seen), 2),
            "requests": seen[0]["requests"],
            "kB": round(path.stat().st_size / 1000),
            "made_s": round(made[name], 2),
        }
    figures["times sooner"] = round(figures["pyvis"]["still_s"] / figures["ours"]["still_s"], 1)
    return figures


def _still(path: Path) -> dict[str, Any]:
    with _opened(path) as (page, requests, _):
        late = time.perf_counter() + CUT_OFF
        while time.perf_counter() < late:
            page.wait_for_timeout(250)
            at = page.evaluate("window.readyAt ?? window.stillAt")
            if at:
                return {"still_s": at / 1000, "requests": len(requests)}
        return {"still_s": float(CUT_OFF), "requests": len(requests)}


def viewing_big(folder: Path, rounds: int, sizes: tuple[int, ...] = (20_000, 100_000)) -> Figures:
    """Measure pages of big graphs: making, getting ready, frames a second at several scales, and memory."""
    return {f"{nodes} nodes": _big(folder, nodes, rounds) for nodes in sizes}


def _big(folder: Path, nodes: int, rounds: int) -> Figures:
    file, path = _field(folder, nodes), folder / f"big-{nodes}.html"
    made = [run([BIN / "kg", "view", "-g", file, "-o", path, "--lang", "en"]).seconds for _ in range(rounds)]
    ready = []
    for _ in range(rounds):
        with _opened(path) as (page, _, _):
            ready.append(_ready(page))
    figures: Figures = {"made_s": round(statistics.median(made), 1), "MB": round(path.stat().st_size / 1e6, 1)}
    figures["ready_s"] = round(statistics.median(ready), 2)
    with _opened(path) as (page, requests, weigh):
        _ready(page)
        fit = page.evaluate("claimgraph.network.getScale()")
        figures["memory_MB"] = {"ready": weigh()}
        frames = {}
        for name, scale in (("fit", 0), ("x1.5", 1.5 * fit), ("x2", 2 * fit), ("x4", 4 * fit), ("1:1", 1)):
            by_script = page.evaluate(_PAN, [scale, 2])
            (drag, dragged), (wheel, turned) = _drag(page), _wheel(page)
            frames[name] = {
                "script": round(by_script),
                "drag": round(drag),
                "wheel": round(wheel),
                # So many events a second the driver sends; each waits for the page to answer.
                "events": {"drag": round(dragged), "wheel": round(turned)},
            }
            page.click("#fit")
            page.wait_for_timeout(1000)
        figures["frames a second"] = frames
        figures["memory_MB"]["after"] = weigh()
        figures["requests"] = len(requests)
        page.click("#fit")
        page.wait_for_timeout(600)
        page.screenshot(path=str(folder / f"big-{nodes}.png"))
    return figures


def browser() -> str | None:
    """Return the path of a Chromium on this machine."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def _ready(page: Any) -> float:
    page.wait_for_selector("html[data-ready=true]", timeout=1000 * CUT_OFF)
    return float(page.evaluate("window.readyAt")) / 1000


def _drag(page: Any) -> tuple[float, float]:
    """Frames a second while the mouse draws the picture about, and its events a second."""
    page.mouse.move(500, 400)
    page.mouse.down()
    page.evaluate(_COUNT)
    end, step = time.perf_counter() + 2, 0
    while time.perf_counter() < end:
        step += 1
        page.mouse.move(500 + 150 * (step % 20) / 20, 400 + 60 * (step % 14) / 14)
    found = page.evaluate(_COUNTED)
    page.mouse.up()
    return float(found), step / 2


def _wheel(page: Any) -> tuple[float, float]:
    """Frames a second while the wheel zooms in and out, and its events a second."""
    page.mouse.move(700, 450)
    page.evaluate(_COUNT)
    end, step = time.perf_counter() + 2, 0
    while time.perf_counter() < end:
        step += 1
        page.mouse.wheel(0, -40 if step // 8 % 2 else 40)
        page.wait_for_timeout(16)
    return float(page.evaluate(_COUNTED)), step / 2


def _field(folder: Path, nodes: int) -> Path:
    path = folder / f"field-{nodes}.nt"
    if not path.exists():
        path.write_text("\n".join(lines(nodes, 2 * nodes)) + "\n", "utf-8")
    return path


@contextmanager
def _opened(path: Path) -> Iterator[tuple[Any, list[str], Any]]:
    """A page in a new browser, what it asks for besides itself, and what its process weighs in MB."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        before = {child.pid for child in psutil.Process().children(recursive=True)}
        chromium = playwright.chromium.launch(executable_path=browser(), args=ARGUMENTS)
        context = chromium.new_context(viewport={"width": 1440, "height": 900}, offline=True)
        context.add_init_script(_WATCH)
        page, requests = context.new_page(), []
        page.on("request", lambda request: request.url.startswith(("file:", "data:")) or requests.append(request.url))

        def weigh() -> int:
            own = (child for child in psutil.Process().children(recursive=True) if child.pid not in before)
            return max(
                round(child.memory_info().rss / 1e6) for child in own if "--type=renderer" in " ".join(child.cmdline())
            )

        page.goto(path.as_uri(), wait_until="commit", timeout=1000 * CUT_OFF)
        yield page, requests, weigh
        chromium.close()
