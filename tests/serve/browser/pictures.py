"""``python -m tests.serve.browser.pictures``: the pictures of README and docs/serve.md, of what `make run` extracts."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from hongtou.run.batch import run
from hongtou.serve import links
from hongtou.serve.choice import of_dataset

from .conftest import CHROMIUM, FLAGS, serving

ROOT = Path(__file__).parents[3]
IMAGES = ROOT / "docs" / "images"
SIZE = {"width": 1120, "height": 640}
NUMBER = "沙政办发〔2021〕46号"
PLACE = "2021年8月1日—9月30日"


def main() -> int:
    """Take them anew; exit status 1 where there is no chromium."""
    if CHROMIUM is None:
        print("chromium is not installed", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        dataset = Path(folder) / "output"
        run([str(ROOT / "corpus" / "samples")], dataset)
        (shown,) = of_dataset(dataset, [NUMBER])
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with serving(dataset) as address:
            window = browser.new_page(base_url=address, viewport=SIZE, locale="zh-CN", reduced_motion="reduce")
            pages = {"home": "/", "search": links.search(q="污水"), "circular": links.circular(shown.circular_id)}
            for name, page in pages.items():
                window.goto(page)
                if name == "circular":
                    window.locator("section.rows a.v").filter(has_text=PLACE).first.click()
                    window.locator(".panes").scroll_into_view_if_needed()
                window.screenshot(path=IMAGES / f"{name}.png")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
