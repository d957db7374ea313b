#!/usr/bin/env bash
# Measures how quickly whosaid answers beside plain tantivy (search with snippets, aggregations), and one `whosaid search` as a
# process beside ripgrep over the same files, as Markdown tables. Needs an index, the files it was made of, and Python 3;
# ripgrep where it is installed.
# usage: benches/peers/search.sh INDEX FILES [WHOSAID_BINARY]
set -euo pipefail
[ $# -ge 2 ] || { echo "usage: benches/peers/search.sh INDEX FILES [WHOSAID_BINARY]" >&2; exit 2; }
index=$(realpath "$1")
files=$(realpath "$2")
cd "$(dirname "$0")/../.."

source benches/peers/stage.sh
program "${3:-}"
cargo bench --locked --quiet --bench search -- "$index"
echo
python3 benches/peers/search.py "$whosaid" "$index" "$files" minister strike talks
