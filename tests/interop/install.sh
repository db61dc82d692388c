#!/usr/bin/env bash
# Puts the servers of the interop tests, with the packages that their lock file pins, into FOLDER: install.sh FOLDER
set -euo pipefail
servers=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/servers
mkdir -p "$1"
cd "$1"

cp "$servers"/*.js "$servers"/package*.json .
if ! cmp -s package-lock.json installed.json; then
    npm ci --no-audit --no-fund --ignore-scripts --loglevel=error
    cp package-lock.json installed.json
fi
