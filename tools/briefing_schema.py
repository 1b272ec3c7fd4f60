"""The briefing format as a JSON Schema -> `docs/briefing.schema.json`. Run it when a class of `summarize.records` changes.

python tools/briefing_schema.py
"""

import json
from pathlib import Path

from summarize.briefing.json_schema import json_schema

OUT = Path(__file__).parent.parent / "docs/briefing.schema.json"


def main() -> None:
    OUT.write_text(json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
