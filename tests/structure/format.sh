#!/usr/bin/env bash
# Fails, and says where, if a source file is not laid out as .clang-format has it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
git ls-files -z '*.h' '*.hpp' '*.c' '*.cpp' | xargs -0 clang-format --dry-run -Werror
