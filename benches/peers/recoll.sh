#!/usr/bin/env bash
# Indexes a folder of files with Recoll as it comes; what it is set to and its index are in one folder.
# usage: benches/peers/recoll.sh FILES INDEX
set -euo pipefail
mkdir -p "$2"
echo "topdirs = $(realpath "$1")" > "$2/recoll.conf"
exec recollindex -c "$2" -z
