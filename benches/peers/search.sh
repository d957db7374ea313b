#!/usr/bin/env bash
# Measures how quickly whosaid answers beside plain tantivy (search with snippets, aggregations) and Lucene (with snippets), and one
# `whosaid search` as a process beside ripgrep over the same files, as Markdown tables. Needs an index, the files it was made of
# (JSON Lines, for Lucene), Python 3 with venv and the package registry; ripgrep and a JDK where they are installed.
# usage: benches/peers/search.sh INDEX FILES [WHOSAID_BINARY]
set -euo pipefail
[ $# -ge 2 ] || { echo "usage: benches/peers/search.sh INDEX FILES [WHOSAID_BINARY]" >&2; exit 2; }
index=$(realpath "$1")
files=$(realpath "$2")
cd "$(dirname "$0")/../.."

source benches/peers/stage.sh
program "${3:-}"
cargo bench --locked --quiet --bench search -- "$index" "$work/plain"
lucene
if [ "$lucene" != none ]; then
    # The same questions: of the titles that the bench kept, without our stop words.
    sed -n '/^const STOP_WORDS/,/^];/p' src/model/stop_words.rs | grep -o '"[a-z]*"' | tr -d '"' > "$work/stop_words"
    java -Xmx2g -cp "$lucene" Ingest "$files" "$work/lucene-index" 2
    java -cp "$lucene" Search "$work/lucene-index" "$work/plain/titles.txt" "$work/stop_words"
fi
echo
python3 benches/peers/search.py "$whosaid" "$index" "$files" minister strike talks
