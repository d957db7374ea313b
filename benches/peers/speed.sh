#!/usr/bin/env bash
# Measures how fast whosaid and trafilatura (PyPI) read the same saved pages, in megabytes a CPU second, as a Markdown table.
# Needs the evaluation data beside the repository (../shared), Python 3 with venv, and the package registries.
# usage: benches/peers/speed.sh [DATA_FOLDER]
set -euo pipefail
cd "$(dirname "$0")/../.."
data=${1:-../shared/data}
[ -d "$data/html" ] || { echo "the evaluation data is not here: $data/html" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cargo bench --locked --quiet --bench readers > "$work/whosaid.txt"
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --upgrade pip
"$work/venv/bin/pip" install --quiet trafilatura lxml_html_clean

echo "| reader | files | MB | MB a CPU second |"
echo "|---|---|---|---|"
# A line of the bench: what, files, "files", MB, "MB", articles, "articles", speed, …
sed -E 's/^(plain text|short notes|saved pages) +([0-9]+) files +([0-9.]+) MB +[0-9]+ articles +([0-9.]+) MB.*/| whosaid, \1 | \2 | \3 | \4 |/' "$work/whosaid.txt"
"$work/venv/bin/python" benches/peers/speed.py "$data/html"
