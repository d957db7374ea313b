#!/usr/bin/env bash
# Measures how fast whosaid and trafilatura (PyPI) read the same saved pages, in megabytes a CPU second, as a Markdown table.
# Needs the evaluation data beside the repository (../shared), Python 3 with venv, and the package registries.
# usage: benches/peers/reading.sh [DATA_FOLDER]
set -euo pipefail
cd "$(dirname "$0")/../.."
data=${1:-../shared/data}
source benches/peers/stage.sh
needs "$data/html"
cargo bench --locked --quiet --bench readers > "$work/whosaid.txt"
python trafilatura lxml_html_clean

echo "| reader | files | MB | MB a CPU second |"
echo "|---|---|---|---|"
# A line of the bench: what, files, "files", MB, "MB", articles, "articles", speed, …
sed -E 's/^(plain text|short notes|saved pages) +([0-9]+) files +([0-9.]+) MB +[0-9]+ articles +([0-9.]+) MB.*/| whosaid, \1 | \2 | \3 | \4 |/' "$work/whosaid.txt"
"$python" benches/peers/reading.py "$data/html"
