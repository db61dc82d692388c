#!/usr/bin/env bash
# Measures what the plugin costs, one line a figure: NAME VALUE UNIT. README.md says what each one means.
#
#   bash tests/bench/run.sh             medians of 10 runs
#   RUNS=1 bash tests/bench/run.sh      whether it works
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
build=$(realpath "${BUILD_DIR:-$here/../../build/release}")
[ -e "$build/lib/libslicer-sdk-prusaslicer.so" ] && [ -e "$build/bin/publish-bench" ] || {
    echo "bench: $build is not built; first: cmake --preset release && cmake --build --preset release" >&2
    exit 1
}
# Each in a process of its own: what one has taken from the system is not the next one's.
for figure in encode shared publish growth memory cancel many_files export cover; do
    "$build/bin/publish-bench" "$figure"
done
export BUILD_DIR=$build
for script in slicer_window prusaslicer_startup; do
    /usr/bin/python3 -W ignore::DeprecationWarning "$here/$script.py"
done
