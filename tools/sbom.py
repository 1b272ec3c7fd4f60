"""Write what an installation with the embedded model is made of, as a CycloneDX bill of materials: `make sbom`.

The packages are those of requirements.lock, with the hashes of their files; to them come the two models, which the program
knows by their own hashes and refuses otherwise.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from summarize.engines.weights import DEFAULT
from summarize.language.english import _WEIGHTS as PARSER

ROOT = Path(__file__).resolve().parent.parent


def main(target: Path) -> None:
    """Write the bill to `target`."""
    command = [sys.executable, "-m", "cyclonedx_py", "requirements", str(ROOT / "requirements.lock"), "--output-reproducible"]
    command += ["--pyproject", str(ROOT / "pyproject.toml"), "--output-format", "JSON"]
    bill = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)  # noqa: S603
    for component in bill["components"]:
        del component["description"]  # the whole line of the lock, with its hashes, which are told below as well
    bill["components"] += [
        _model(DEFAULT.name, DEFAULT.file, DEFAULT.sha256),
        _model("en_core_web_sm 3.8.0", "the parser's weights", PARSER.removeprefix("sha256:")),
    ]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(bill, indent=1) + "\n", encoding="utf-8")
    print(f"{len(bill['components'])} components in {target}")


def _model(name: str, description: str, sha256: str) -> dict[str, Any]:
    return {
        "type": "machine-learning-model",
        "bom-ref": name,
        "name": name,
        "description": description,
        "hashes": [{"alg": "SHA-256", "content": sha256}],
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
