"""The page of 200 sources and 2,000 findings in Chromium: its size, what it takes to be seen, and what a click takes.

A click is measured from its event until the frame that shows it is drawn: the clicks on the first 40 findings, on the sentences
that these cite, and each choice of a filter. Needs chromium and chromedriver.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

from common import head, options, row

from summarize.render.as_html import rendered

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests.pages import of_size

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

WIDE = {"width": 1440, "height": 900, "deviceScaleFactor": 1, "mobile": False}
TIMED = """
const [script, done] = arguments;
const acts = new Function(script)();
const frame = () => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
(async () => {
  const times = [];
  for (const act of acts) {
    const start = performance.now();
    act();
    await frame();
    times.push(performance.now() - start);
  }
  done(times);
})();
"""
CLICKS = {
    "a click on a finding": """
        const shown = [...document.querySelectorAll(".item[id]")].filter((item) => item.checkVisibility());
        return shown.slice(0, 40).map((item) => () => item.click());
    """,
    "a click on a sentence": """
        const shown = [...document.querySelectorAll(".text mark")].filter((mark) => mark.checkVisibility());
        return shown.slice(0, 40).map((mark) => () => mark.click());
    """,
    "a choice of a filter": """
        return [...document.querySelectorAll("#filters select")].flatMap((select) => [1, 2, 0].map((at) => () => {
            select.selectedIndex = at;
            select.dispatchEvent(new Event("change", { bubbles: true }));
        }));
    """,
}


def main() -> None:
    cli = options(__doc__)
    cli.add_argument("--sources", type=int, default=200)
    cli.add_argument("--findings", type=int, default=2000)
    args = cli.parse_args()
    if not (which("chromium") and which("chromedriver")):
        print("page: no chromium and chromedriver, nothing to do")
        return
    briefing, start = of_size(args.sources, args.findings), time.perf_counter()
    page = rendered(briefing)
    made = time.perf_counter() - start
    head(["what", "value"])
    row(["sources, findings", f"{args.sources:,}, {args.findings:,}"])
    row(["size, MB", f"{len(page.encode()) / 1e6:.1f}"])
    row(["written in, s", f"{made:.2f}"])
    with tempfile.TemporaryDirectory() as folder, _chromium() as driver:
        path = Path(folder) / "page.html"
        path.write_text(page, encoding="utf-8")
        _measure(driver, path.as_uri())


def _measure(driver: "Chrome", address: str) -> None:
    driver.get(address)  # the first one also starts the browser's parts
    seen, loaded = zip(*(_opened(driver, address) for _ in range(5)), strict=True)
    row(["first view, ms (median of 5)", f"{statistics.median(seen):.0f}"])
    row(["loaded, ms (median of 5)", f"{statistics.median(loaded):.0f}"])
    for what, script in CLICKS.items():
        times = driver.execute_async_script(TIMED, script)
        row([f"{what}, ms (median, slowest of {len(times)})", f"{statistics.median(times):.0f}, {max(times):.0f}"])


def _opened(driver: "Chrome", address: str) -> tuple[float, float]:
    """Milliseconds from the start of opening a page to its first content on the screen, and until all of it is there."""
    driver.get("about:blank")
    driver.get(address)
    seen = driver.execute_async_script(
        "const done = arguments[0]; new PerformanceObserver((list) => done(list.getEntriesByName('first-contentful-paint')[0]"
        ".startTime)).observe({ type: 'paint', buffered: true });"
    )
    loaded = driver.execute_script("return performance.getEntriesByType('navigation')[0].loadEventEnd")
    return float(seen), float(loaded)


@contextmanager
def _chromium() -> "Iterator[Chrome]":
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=Service(which("chromedriver")))
    try:
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", WIDE)
        yield driver
    finally:
        driver.quit()


if __name__ == "__main__":
    main()
