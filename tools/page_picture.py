"""The picture of the page in docs/: a briefing's page in Chromium, after a click on a sentence of it.

    python tools/page_picture.py briefing.json docs/page.png
    python tools/page_picture.py briefing.json docs/page.png --click "#s3 .item"

Needs chromium and chromedriver. The picture in docs/ shows the seeds, with the
replies of a careful reader in place of a large model.
"""

import argparse
import tempfile
from pathlib import Path
from shutil import which

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from summarize.briefing.file import load
from summarize.render.as_html import rendered

SIZE = {"width": 1400, "height": 860, "deviceScaleFactor": 1, "mobile": False}


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("briefing", type=Path)
    cli.add_argument("picture", type=Path)
    cli.add_argument("--click", default=".item", help="what is clicked: the first that fits this CSS selector")
    args = cli.parse_args()
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars"):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=Service(which("chromedriver")))
    try:
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", SIZE)
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / "page.html"
            page.write_text(rendered(load(args.briefing)), encoding="utf-8")
            driver.get(page.as_uri())
            driver.execute_script("document.querySelector(arguments[0]).click()", args.click)
            driver.save_screenshot(str(args.picture))
    finally:
        driver.quit()


if __name__ == "__main__":
    main()
