"""The real embedded model on one real article, from the command to the proof."""

import subprocess
import sys
from pathlib import Path

import pytest

from summarize.briefing.file import load
from summarize.testing import assert_cited

ROOT = Path(__file__).parent.parent


@pytest.mark.live
def test_the_embedded_model_briefs_an_article_with_exact_citations(tmp_path):
    made = tmp_path / "briefing.json"
    command = [sys.executable, "-m", "summarize"]

    subprocess.run(
        [*command, "brief", "seeds/003_1e927328deeeecd6.txt", "--model", "local", "--no-cache", "-o", made],
        cwd=ROOT,
        check=True,
    )

    briefing = load(made)
    assert_cited(briefing)
    assert sum(len(section.findings) for section in briefing.sections.values()) > 0
    assert subprocess.run([*command, "verify", made, "--against", ROOT / "seeds"], cwd=ROOT, check=False).returncode == 0
