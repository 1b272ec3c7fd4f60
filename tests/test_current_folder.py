"""Files beside the articles are no modules of the program, whatever they are called."""

import subprocess
import sys
from pathlib import Path

import pytest

NAMES = (
    "argparse",
    "csv",
    "html",
    "http",
    "json",
    "lxml",
    "pydantic",
    "queue",
    "socket",
    "spacy",
    "string",
    "tempfile",
    "typer",
)
COMMANDS = {
    "python -m summarize": [sys.executable, "-m", "summarize"],
    "summarize": [str(Path(sys.executable).with_name("summarize"))],
}
PAGE = f"<p>{'The harbour board sold its northern pier on Monday. ' * 8}</p>"


@pytest.mark.parametrize("command", COMMANDS)
def test_no_module_is_taken_from_the_current_folder(tmp_path: Path, command: str) -> None:
    for name in NAMES:
        (tmp_path / f"{name}.py").write_text(f"open('ran', 'a').write('{name} ')\nraise SystemExit(9)\n")
    (tmp_path / "a.html").write_text(PAGE)
    words = ["brief", "a.html", "--model", "m", "--base-url", "http://127.0.0.1:1/v1"]

    done = subprocess.run([*COMMANDS[command], *words], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert not (tmp_path / "ran").exists(), (tmp_path / "ran").read_text()
    assert "cannot reach the model" in done.stderr
    assert done.returncode == 1


def test_a_schema_of_ones_own_is_still_found_by_its_file(tmp_path: Path) -> None:
    (tmp_path / "pier.py").write_text("from pydantic import BaseModel\n\n\nclass Pier(BaseModel):\n    sale: str\n")
    words = ["schema", "show", "pier.py:Pier"]

    done = subprocess.run([*COMMANDS["python -m summarize"], *words], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
