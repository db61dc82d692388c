#!/usr/bin/env bash
# `cmake --install` to a folder: its permissions, a project that builds on the installed SDK alone, and the launcher.
# Usage: install_test.sh BUILD_TREE [COMPILER_FLAGS]
set -euo pipefail
build=$(realpath "$1") flags=${2:-}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}

# --- The install.
prefix=$work/prefix
(umask 022 && cmake --install "$build" --prefix "$prefix" >"$work/install.log")
strange=$(find "$prefix" -mindepth 1 \( -type d ! -perm 755 \) -o \( -type f ! -perm 755 ! -perm 644 \))
[ -z "$strange" ] || fail "permissions: $strange"
for file in bin/shim-slicer lib/slicer-plugins/libmmf-publish.so lib/slicer-plugins/mmf-publish/libmmf-app.so; do
    [ -f "$prefix/$file" ] || fail "not installed: $file"
done

# --- The consumer.
cmake -S "$here/consumer" -B "$work/consumer" -G Ninja -DCMAKE_PREFIX_PATH="$prefix" \
    -DCMAKE_C_FLAGS="$flags -Werror" -DCMAKE_CXX_FLAGS="$flags -Werror" >"$work/consumer.log" 2>&1 &&
    cmake --build "$work/consumer" >>"$work/consumer.log" 2>&1 || {
    cat "$work/consumer.log"
    fail "a project cannot be built on the installed SDK"
}
"$prefix/bin/slicer-sdk-check" "$work/consumer/libtriangle-count.so" >"$work/check.log" ||
    fail "the installed validator: $(cat "$work/check.log")"
"$prefix/bin/slicer-sdk-check" "$prefix/lib/slicer-plugins/libmmf-publish.so" >"$work/check.log" ||
    fail "the installed plugin: $(cat "$work/check.log")"

# --- The launcher, with a slicer that tells what it is given.
mkdir -p "$work/slicer" "$work/tree/bin" "$work/tree/lib" "$work/links"
cp "$prefix/bin/prusa-slicer-with-plugins" "$work/tree/bin"
ln -s "$work/tree/bin/prusa-slicer-with-plugins" "$work/links/launcher"
module=$work/tree/lib/libslicer-sdk-prusaslicer.so
cat >"$work/slicer/prusa-slicer" <<'SLICER'
#!/bin/sh
echo "modules=${GTK_MODULES-none}"
for argument in "$@"; do echo "argument=$argument"; done
exit 7
SLICER
chmod +x "$work/slicer/prusa-slicer"

# launch NAME EXPECTED_CODE EXPECTED_OUTPUT ERROR_PATTERN COMMAND…: PATTERN '' stands for no word on standard error.
launch() {
    local name=$1 expected=$2 output=$3 pattern=$4 code=0
    shift 4
    env "$@" >"$work/out" 2>"$work/err" || code=$?
    [ $code = "$expected" ] || fail "launcher, $name: exit code $code, not $expected"
    [ "$(cat "$work/out")" = "$output" ] || fail "launcher, $name: said $(cat "$work/out")"
    if [ -z "$pattern" ]; then
        [ ! -s "$work/err" ] || fail "launcher, $name: said $(cat "$work/err")"
    else
        grep -q "$pattern" "$work/err" || fail "launcher, $name: no sentence with '$pattern'"
    fi
}

path=PATH=$work/slicer:/usr/bin:/bin
launcher=$work/tree/bin/prusa-slicer-with-plugins
launch "module is missing" 7 $'modules=none\nargument=--help' "libslicer-sdk-prusaslicer.so is missing" \
    -u GTK_MODULES "$path" "$launcher" --help
: >"$module"
launch "arguments" 7 "modules=$module"$'\nargument=a b.stl\nargument=--\nargument=' "" \
    -u GTK_MODULES "$path" "$launcher" "a b.stl" -- ""
launch "other modules" 7 "modules=gail:atk-bridge:$module" "" GTK_MODULES=gail:atk-bridge "$path" "$launcher"
launch "empty list of modules" 7 "modules=$module" "" GTK_MODULES= "$path" "$launcher"
launch "by a link" 7 "modules=$module" "" -u GTK_MODULES "$path" "$work/links/launcher"
mkdir "$work/tools"
for tool in sh readlink dirname env; do
    ln -s "$(command -v $tool)" "$work/tools/$tool"
done
launch "no slicer" 127 "" "There is no prusa-slicer here" "PATH=$work/tools" "$launcher"

echo "$failures failed"
exit $((failures > 0))
