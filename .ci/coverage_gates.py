"""Fail where a room is covered less than it promises.

python .ci/coverage_gates.py COVERAGE.json
"""

import json
import sys
from pathlib import Path

GATES = {"watcher/core/": 100.0, "watcher/app/": 100.0, "watcher/": 92.0}
"""Percent of lines and branches that tests run: the pure heart whole, the rest nearly."""


def main(report: Path) -> int:
    """Print one line for each gate; 1 if one is not reached."""
    files = json.loads(report.read_text(encoding="utf-8"))["files"]
    failed = False
    for room, least in GATES.items():
        found = {name: one["summary"] for name, one in files.items() if name.startswith(room)}
        ran = sum(one["covered_lines"] + one["covered_branches"] for one in found.values())
        all_ = sum(one["num_statements"] + one["num_branches"] for one in found.values())
        percent = 100 * ran / all_ if all_ else 0.0
        print(f"coverage of {room} {percent:.2f} % (gate {least:g} %)")
        if percent < least:
            failed = True
            for name, one in found.items():
                if one["percent_covered"] < least:
                    print(f"  {name}: {one['percent_covered']:.1f} %")
    return int(failed)


sys.exit(main(Path(sys.argv[1])))
