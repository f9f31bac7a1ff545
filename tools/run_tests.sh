#!/usr/bin/env bash
# The same tests on SQLite and on a real PostgreSQL (what touches no database runs once), and the browser. `--soak` runs the long ones instead.
set -euo pipefail
cd "$(dirname "$0")/.."
BIN=.venv/bin
WORKERS=$(( $(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN) + 1 ))  # one more than there are cores: browsers and servers wait for each other; who is done takes over from who is not (worksteal)
MARK="not soak"; [ "${1:-}" = "--soak" ] && { MARK="soak"; shift; }

if ! command -v chromium >/dev/null 2>&1 && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "== Chromium is missing: installing Debian's package"
    (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium) >/dev/null 2>&1 || true
fi
command -v chromium >/dev/null 2>&1 || echo "!!! NO CHROMIUM: THE BROWSER TESTS ARE SKIPPED. Install the package chromium to run them. !!!"

echo "== SQLite"
$BIN/python -m pytest -n "$WORKERS" --dist worksteal -m "$MARK" "$@"
echo "== PostgreSQL"
$BIN/python tools/postgres.py $BIN/python -m pytest -n "$WORKERS" --dist worksteal -m "$MARK and not browser" --with-database-only "$@"
