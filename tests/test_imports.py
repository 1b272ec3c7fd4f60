import os
import re
import subprocess
import sys
import tomllib
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parent.parent

# What costs a noticeable time to import, or belongs to an extra: loaded where it is used and nowhere else.
HEAVY = {
    "dateparser",
    "feedparser",
    "frontmatter",
    "instructor",
    "jinja2",
    "lxml",
    "mammoth",
    "openai",
    "pyarrow",
    "pypandoc",
    "pypdfium2",
    "rapidfuzz",
    "rich",
    "scipy",
    "sklearn",
    "spacy",
    "tenacity",
    "textual",
    "trafilatura",
    "typst",
    "vcr",
    "wordfreq",
    "xllamacpp",
}
HELP = """
import sys
from summarize.cli import main
sys.argv = ["summarize", *{words!r}]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
"""


def loaded_by(code):
    script = f"{code}\nimport sys\nprint('\\n'.join(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    return {name.partition(".")[0] for name in done.stderr.split()}


def test_importing_the_package_loads_nothing_heavy():
    assert not HEAVY & loaded_by("import summarize")


@pytest.mark.parametrize("words", [["--help"], ["brief", "--help"], ["--version"]], ids=["help", "brief-help", "version"])
def test_asking_for_help_loads_nothing_heavy(words):
    assert not HEAVY & loaded_by(HELP.format(words=words))


def rungs():
    """Room -> how high it stands. A room imports none above it: that contract has a test of its own."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contracts if c["id"] == "layers")
    return {room.strip(): -at for at, layer in enumerate(layers) for room in re.split("[:|]", layer)}


def test_every_module_can_be_imported_first():
    """Before each, its own room and those above are forgotten; those below cannot need it."""
    names = sorted(
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for file in (ROOT / "summarize").rglob("*.py")
    )
    code = (
        "import importlib, sys\n"
        f"rungs = {rungs()!r}\n"
        "def rung(name): return rungs.get(name.partition('.')[2].partition('.')[0], 1)\n"
        f"for name in sorted({names!r}, key=rung):\n"
        "    for loaded in [m for m in sys.modules if m.partition('.')[0] == 'summarize' and rung(m) >= rung(name)]:\n"
        "        del sys.modules[loaded]\n"
        "    importlib.import_module(name)\n"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)

    assert done.stderr == ""


def test_the_import_contract_holds():
    lint = Path(sys.executable).with_name("lint-imports")
    environ = os.environ | {"NO_COLOR": "1"}

    done = subprocess.run([lint, "--no-cache", "--no-logo"], capture_output=True, text=True, check=False, cwd=ROOT, env=environ)

    assert done.returncode == 0, done.stdout


def test_no_modules_import_each_other_in_a_circle():
    graph = grimp.build_graph("summarize", cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}

    assert list(TopologicalSorter(imports).static_order())  # raises CycleError, which names the circle
