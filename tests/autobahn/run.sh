#!/bin/sh
# Runs the Autobahn fuzzing client against tests/autobahn/echo.py and prints how it went.
# Usage: tests/autobahn/run.sh [cases…]   (default: "1.* 2.* 3.* 4.* 5.* 6.* 7.* 10.*")
set -eu
cd "$(dirname "$0")/../.."
work=${AUTOBAHN:-.local/autobahn}
cases=${*:-1.* 2.* 3.* 4.* 5.* 6.* 7.* 10.*}
mkdir -p "$work"

if [ ! -x "$work/py2/bin/wstest" ]; then
  python2=${PYTHON2:-python2.7}
  "$python2" -m pip install --quiet --target "$work/boot" virtualenv==20.15.1
  PYTHONPATH="$work/boot" "$python2" -m virtualenv --quiet "$work/py2"
  "$work/py2/bin/pip" install --quiet autobahntestsuite==25.10.1
fi

port=$(.venv/bin/python -c 'from deploy.local.ports import free_port; print(free_port())')
BIND="127.0.0.1:$port" WORKERS=1 .venv/bin/gunicorn -c deploy/gunicorn.py \
  tests.autobahn.echo:app >"$work/server.log" 2>&1 &
server=$!
trap 'kill $server; wait $server || true' EXIT
until grep -q "ready to serve" "$work/server.log"; do sleep 0.1; done

.venv/bin/python - "$work" "$port" $cases <<'PYTHON'
import json, pathlib, sys
work, port, *cases = sys.argv[1:]
pathlib.Path(work, "fuzz.json").write_text(json.dumps({
    "outdir": f"{work}/report",
    "servers": [{"agent": "unlit", "url": f"ws://127.0.0.1:{port}/ws"}],
    "cases": cases, "exclude-cases": [], "exclude-agent-cases": {},
}))
PYTHON
"$work/py2/bin/wstest" -m fuzzingclient -s "$work/fuzz.json" >"$work/client.log" 2>&1

.venv/bin/python - "$work" <<'PYTHON'
import collections, json, pathlib, sys
report = json.loads(pathlib.Path(sys.argv[1], "report/index.json").read_text())["unlit"]
print(dict(collections.Counter(case["behavior"] for case in report.values())))
print("closing:", dict(collections.Counter(case["behaviorClose"] for case in report.values())))
bad = sorted(name for name, case in report.items()
             if "FAILED" in (case["behavior"], case["behaviorClose"]))
print("\n".join(bad))
sys.exit(bool(bad))
PYTHON
