#!/usr/bin/env bash
# Kills `whosaid index` at 50 moments of a run over 2,000 files, in the release build, and wants a whole index after each.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo build --release --locked
WHOSAID_BINARY="$(realpath "${CARGO_TARGET_DIR:-target}")/release/whosaid" WHOSAID_KILLS="${1:-50}" \
    WHOSAID_KILL_FILES=2000 \
    cargo test --locked --test it killing:: -- --nocapture
