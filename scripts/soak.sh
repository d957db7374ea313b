#!/usr/bin/env bash
# Lets one writer and four readers work on one index for a day, or for so many minutes, in the release build.
set -euo pipefail
cd "$(dirname "$0")/.."

WHOSAID_SOAK="${1:-1440}" cargo test --release --locked --test it soaking:: -- --nocapture
