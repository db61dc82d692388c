#!/usr/bin/env bash
# Publishes one private test object to the real service, with your own account and client id, and prints a
# redacted table of what was met beside what the contract expects. Never run by CI. `live.sh --help` says more.
set -euo pipefail
exec python3 -B "$(dirname "${BASH_SOURCE[0]}")/live/probe.py" "$@"
