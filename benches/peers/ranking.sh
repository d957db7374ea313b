#!/usr/bin/env bash
# Scores how well whosaid and its peers rank, side by side in one run, as a Markdown table of nDCG@10.
# Needs the evaluation data beside the repository (../shared), Python 3 with venv, and the package registries; a JDK for Lucene.
# usage: benches/peers/ranking.sh [WHOSAID_BINARY]
set -euo pipefail
cd "$(dirname "$0")/../.."
source benches/peers/stage.sh
shared=../shared
needs "$shared/data/ir"
program "${1:-}"
python bm25s PyStemmer tantivy
lucene
# Names and claims are not what is measured here: text alone is analysed.
printf '#!/bin/sh\ncommand=$1; shift\n[ "$command" = index ] && set -- "$@" --only text\nexec %s "$command" "$@"\n' "$whosaid" > "$work/whosaid"
chmod +x "$work/whosaid"
for engine in bm25s tantivy; do
    face "$engine" "$python $(realpath benches/peers/ranking_peer.py) $engine"
done
engines="whosaid bm25s tantivy"
if [ "$lucene" != none ]; then
    face Lucene "java -cp $lucene Rank"
    engines="$engines Lucene"
fi

sets="time cranfield cacm cisi fnc1_test scifact:train checkthat2022_2a:train checkthat2022_2a:dev"
echo "| engine | $(echo $sets | sed 's/ / | /g') | mean |"
echo "|---|$(for _ in $sets; do printf -- '---|'; done)---|"
for engine in $engines; do
    for set in $sets; do
        topics=${set#*:}
        [ "$topics" = "$set" ] && topics=
        python3 "$shared/tools/score.py" retrieval "$shared/data/ir/${set%%:*}" --topics "$topics" --bin "$work/$engine"
    done > "$work/scores"
    python3 - "$engine" "$work/scores" <<'PY'
import json, sys
scores = [json.loads(line)["ndcg10"] for line in open(sys.argv[2])]
print("| " + " | ".join([sys.argv[1], *(f"{score:.4f}" for score in scores), f"{sum(scores) / len(scores):.4f}"]) + " |")
PY
done
