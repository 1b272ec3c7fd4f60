"""Look up the locked releases among the known vulnerabilities: `make audit`. Exit status 1 where there is one.

The advisories are those of PyPI, by pip-audit. A package index may know no advisories, or may not be reached: then it is said
that the releases are not audited, for that is not the same as safe; but that is no reason to fail.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")


def main() -> int:
    """Audit all locks; print a line for each vulnerability, and one that says how many releases were looked up."""
    files = [word for lock in LOCKS for word in ("-r", str(ROOT / lock))]
    command = [
        sys.executable,
        "-m",
        "pip_audit",
        "--disable-pip",
        "--require-hashes",
        "--progress-spinner=off",
        "--format=json",
    ]
    done = subprocess.run([*command, *files], capture_output=True, text=True, check=False)  # noqa: S603
    try:
        releases = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        return _unreached(done.stderr)
    looked_up = [release for release in releases if "vulns" in release]
    found = [line for release in looked_up for line in _told(release)]
    print("\n".join([*found, f"{len(looked_up)} of {len(releases)} locked releases looked up, {len(found)} vulnerabilities"]))
    if not looked_up:
        print("NOT AUDITED: this package index knows no advisories", file=sys.stderr)
    return 1 if found else 0


def _told(release: dict[str, Any]) -> list[str]:
    name = f"{release['name']} {release['version']}"
    return [f"{name}: {v['id']}, mended in {', '.join(v['fix_versions']) or 'no release'}" for v in release["vulns"]]


def _unreached(complaint: str) -> int:
    last = (complaint.strip().splitlines() or ["pip-audit said nothing"])[-1]
    print(f"NOT AUDITED: {last}", file=sys.stderr)
    return 0 if "onnect" in last or "imed out" in last else 1


if __name__ == "__main__":
    sys.exit(main())
