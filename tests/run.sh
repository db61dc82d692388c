#!/usr/bin/env bash
# All tests, on a Debian 12 with nothing but git and bash:
#
#   bash tests/run.sh                 installs what is missing, builds, runs every test
#   bash tests/run.sh unit contract   the same for the tests whose names match
#   PRESET=asan bash tests/run.sh unit contract
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

bash .ci/install.sh build run test
preset=${PRESET:-release}
cmake --preset "$preset"
cmake --build --preset "$preset"

selection=()
if [ $# -gt 0 ]; then
    selection=(-R "^($(IFS='|'; echo "$*"))")
fi
export TSAN_OPTIONS="suppressions=$PWD/tests/tsan.supp ${TSAN_OPTIONS:-}"
# A fresh order each time: no test may lean on another.
ctest --test-dir "build/$preset" --output-on-failure --schedule-random --parallel "$(nproc)" "${selection[@]}"
