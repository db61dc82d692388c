#!/usr/bin/env bash
# Fuzzes everything, or the things named, so many seconds each: run.sh BUILD_TREE SECONDS [NAME…]
# AT_ONCE: how many side by side. What is found new goes to BUILD_TREE/fuzz/NAME, an input that fails to BUILD_TREE/fuzz.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
build=$(realpath "$1")
seconds=$2
shift 2
[ $# -gt 0 ] || set -- $(cd "$here/corpus" && ls)

fuzz() { # BUILD_TREE SECONDS CORPUS NAME
    local new="$1/fuzz/$4" dictionary
    mkdir -p "$new"
    dictionary=$(dirname "$3")/$(dictionary_of "$4").dict
    local log="$1/fuzz/$4.log"
    if "$1/bin/fuzz-$4" -max_total_time="$2" -timeout=60 -rss_limit_mb=2048 -print_final_stats=1 \
        -artifact_prefix="$1/fuzz/$4-" $([ -e "$dictionary" ] && echo "-dict=$dictionary") "$new" "$3/$4" 2>"$log"; then
        echo "$4: $(awk '/number_of_executed_units/ { print $2 }' "$log") inputs, nothing found"
    else
        tail -n 60 "$log"
        echo "$4: failed"
        return 1
    fi
}

dictionary_of() { # NAME
    case $1 in
        api_answer | token_answer | error_body | settings) echo json ;;
        *) echo "$1" ;;
    esac
}

export -f fuzz dictionary_of
printf '%s\n' "$@" | xargs -P "${AT_ONCE:-$(nproc)}" -I{} bash -c 'fuzz "$@"' fuzz "$build" "$seconds" "$here/corpus" {}
