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

export TSAN_OPTIONS="suppressions=$PWD/tests/tsan.supp ${TSAN_OPTIONS:-}"
# A fresh order each time: no test may lean on another. One more than there are processors, since most wait most of the
# time.
run_tests() {
    ctest --test-dir "build/$preset" --output-on-failure --schedule-random --parallel $(($(nproc) + 1)) "$@"
}
if [ $# -gt 0 ]; then
    run_tests -R "^($(IFS='|'; echo "$*"))"
    exit
fi

# clang-tidy takes what the tests leave of the processors. In a session of its own, since
# Linux may share out processors by session first (sched_autogroup), and only within one by niceness.
setsid bash -c 'echo 19 >/proc/self/autogroup || true; exec nice -n 19 /usr/bin/python3 tests/structure/tidy.py "$0"' \
    "build/$preset" >"build/$preset/tidy.log" 2>&1 &
tidy=$!
trap 'kill -- "-$tidy" 2>/dev/null || true' EXIT
status=0
run_tests -E '^tidy$' || status=$?
if ! wait "$tidy"; then
    cat "build/$preset/tidy.log"
    echo "tidy failed"
    status=1
fi
exit "$status"
