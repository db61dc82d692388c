#!/usr/bin/env bash
# Fails, and says where, if clang-tidy finds anything in the product's own sources: tidy.sh BUILD_TREE
set -euo pipefail
build=$(realpath "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# As they are compiled, but without GCC's precompiled headers, which clang cannot read: so a source that does not include
# what it needs is found as well.
commands=$(mktemp -d)
trap 'rm -r "$commands"' EXIT
sed -E 's/ -Winvalid-pch| -include [^ ]*cmake_pch\.hxx//g' "$build/compile_commands.json" >"$commands/compile_commands.json"

git ls-files -z 'plugin/*.cpp' 'ui/*.cpp' 'sdk_shim/*.cpp' |
    xargs -0 -P "$(nproc)" -n 3 clang-tidy -p "$commands" --quiet 2> >(grep -v 'warnings generated' >&2)
