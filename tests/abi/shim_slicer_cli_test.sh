#!/usr/bin/env bash
# Exit codes and reports of the reference host, as scripts rely on them. Needs xvfb-run, xwininfo and python3.
# Usage: shim_slicer_cli_test.sh SHIM_SLICER TEST_PLUGINS MODEL
set -u
shim=$1 plugins=$2 model=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# A home of its own: installed plugins must find nobody's settings.
export HOME=$work XDG_CONFIG_HOME=$work/config XDG_STATE_HOME=$work/state XDG_DATA_HOME=$work/data
export XDG_CACHE_HOME=$work/cache NO_AT_BRIDGE=1 GDK_BACKEND=x11
unset WAYLAND_DISPLAY SLICER_PLUGIN_PATH
failures=0

fail() {
    echo "FAILED: $*"
    sed 's/^/    /' "$work/stderr"
    failures=$((failures + 1))
}

# check NAME EXPECTED_CODE PYTHON_CONDITION ARGUMENT…: runs the program; `r` is the report in the condition.
check() {
    local name=$1 expected=$2 condition=$3
    shift 3
    rm -f "$work/report"
    timeout 30 "$shim" "$@" >"$work/stdout" 2>"$work/stderr"
    local code=$?
    [ "$code" = "$expected" ] || fail "$name: exit code $code, not $expected"
    [ -z "$condition" ] && return
    local report=$work/report
    [ -e "$report" ] || report=$work/stdout
    python3 - "$report" "$condition" <<'PYTHON' || fail "$name: report $(cat "$report")"
import json, sys
r = json.load(open(sys.argv[1], encoding="utf-8"))
keys = ["action", "outcome", "message", "object_id", "object_url", "status_url"]
sys.exit(0 if all(k in r for k in keys) and eval(sys.argv[2]) else 1)
PYTHON
}

hello=(--plugin-dir "$plugins/hello" --unattended)
to_file=(--report "$work/report")

without_display() {
    local display=${DISPLAY-}
    unset DISPLAY
    check "help" 0 "" --help
    grep -q -- '--plugin-dir' "$work/stdout" || fail "help names no option"
    check "version" 0 "" --version
    check "no display" 4 'r["action"] == "test.hello" and r["outcome"] == "failed" and r["message"]' \
        "${hello[@]}" --run test.hello "${to_file[@]}"
    check "no display, standard output" 4 'r["outcome"] == "failed"' "${hello[@]}" --run test.hello
    DISPLAY=:97531 check "wrong display" 4 "" "${hello[@]}"
    check "bad option" 3 'r["outcome"] == "failed" and "--nonsense" in r["message"]' \
        --nonsense --run test.hello "${to_file[@]}"
    check "report without a folder" 3 'r["outcome"] == "failed"' --run test.hello --report "$work/no/report"
    export DISPLAY=$display
}

with_display() {
    check "done" 0 'r == {"action": "test.hello", "outcome": "done", "message": "Hello, slicer! \"Grüße\" \\ 日本",
        "object_id": "42", "object_url": "https://example.com/object/42", "status_url": None}' \
        "${hello[@]}" --run test.hello "${to_file[@]}" "$model"
    check "done, standard output" 0 'r["outcome"] == "done"' "${hello[@]}" --run test.hello
    [ "$(wc -l <"$work/stdout")" = 1 ] || fail "standard output has more than the report"
    check "attended" 0 'r["outcome"] == "done"' --plugin-dir "$plugins/hello" --run test.hello "${to_file[@]}"
    check "from a thread" 0 'r["message"] == "Better late than never."' "${hello[@]}" --run test.later "${to_file[@]}"
    check "failed" 1 'r["outcome"] == "failed" and r["object_id"] is None' "${hello[@]}" --run test.fail "${to_file[@]}"
    check "cancelled" 2 'r["outcome"] == "cancelled"' "${hello[@]}" --run test.cancel "${to_file[@]}"
    check "parts" 1 'len(r["uploads"]) == 2 and r["uploads"][0]["object_id"] == "43"' \
        "${hello[@]}" --run test.parts "${to_file[@]}"
    check "plate" 0 'r["message"] == "twisted-vase: 1 object(s), 5888 triangles in the first."' \
        "${hello[@]}" --run test.plate "${to_file[@]}" "$model"
    check "two models" 0 '"2 object(s)" in r["message"]' "${hello[@]}" --run test.plate "${to_file[@]}" "$model" "$model"
    check_plate_file
    check "hidden place" 0 'r["outcome"] == "done"' "${hello[@]}" --run test.hidden "${to_file[@]}"
    check "disabled" 3 '"not available" in r["message"]' "${hello[@]}" --run test.disabled "${to_file[@]}"
    check "unknown action" 3 '"test.nothing" in r["message"]' "${hello[@]}" --run test.nothing "${to_file[@]}"
    check "no such model" 3 '"missing.stl" in r["message"]' "${hello[@]}" --run test.hello "${to_file[@]}" missing.stl
    head -c 1000 "$model" >"$work/cut.stl"
    check "broken model" 3 '"5888 triangles" in r["message"]' "${hello[@]}" --run test.hello "${to_file[@]}" "$work/cut.stl"
    printf 'ply\nformat ascii 1.0\nelement vertex 3\nproperty float x\nproperty float y\nproperty float z\n%s' \
        $'element face 1\nproperty list uchar int vertex_indices\nend_header\n0 0 0\n9 0 0\n0 9 0\n3 0 1 2\n' >"$work/one.ply"
    check "another format" 0 '"one: 1 object(s), 1 triangles" in r["message"]' \
        "${hello[@]}" --run test.plate "${to_file[@]}" "$work/one.ply"
    sed -i '$d' "$work/one.ply"
    check "broken model of another format" 3 '"one.ply cannot be used: it should hold 1 of \"face\"" in r["message"]' \
        "${hello[@]}" --run test.hello "${to_file[@]}" "$model" "$work/one.ply"
    check "broken plugin beside a good one" 0 'r["outcome"] == "done"' \
        --plugin-dir "$plugins/init_refuses" "${hello[@]}" --run test.hello "${to_file[@]}"
    grep -q 'init_refuses.so was not loaded: It wants a colour printer.' "$work/stderr" || fail "refusal is not logged"
    SLICER_PLUGIN_PATH=$plugins/second:$plugins/third check "from the environment" 0 'r["action"] == "third.hello"' \
        --unattended --run third.hello "${to_file[@]}"
    check_termination
    check_termination_without_run
}

# The plate as a file: offered when asked for, in place of the meshes.
check_plate_file() {
    export PLATE_FILE=$work/plate.stl
    local file=("${hello[@]}" --plate-file --run test.plate-file "${to_file[@]}")
    check "plate file, not offered" 1 '"no exporter" in r["message"]' "${hello[@]}" --run test.plate-file "${to_file[@]}" "$model"
    check "plate file, no meshes beside it" 0 'r["message"] == "The plate is empty."' \
        "${hello[@]}" --plate-file --run test.plate "${to_file[@]}" "$model"
    check "plate file, empty" 2 '' "${file[@]}"
    [ -e "$PLATE_FILE" ] && fail "plate file, empty: there is a file"
    check "plate file" 0 'r["message"] == "twisted-vase"' "${file[@]}" "$model"
    [ "$(stat -c %s "$PLATE_FILE")" = $((84 + 50 * 5888)) ] || fail "plate file: its size"
    PLATE_FILE=$work/no/plate.stl check "plate file, no folder" 1 \
        'r["message"] == "The plate was not exported: it cannot be written (No such file or directory)."' "${file[@]}" "$model"
    unset PLATE_FILE
}

# SIGTERM while an action is under way: it is paused, and that is reported.
check_termination() {
    rm -f "$work/report"
    "$shim" "${hello[@]}" --run test.wait "${to_file[@]}" >"$work/stdout" 2>"$work/stderr" &
    local pid=$!
    await_window
    kill -TERM "$pid"
    wait "$pid"
    local code=$?
    [ "$code" = 2 ] || fail "terminated: exit code $code, not 2"
    grep -q '"outcome":"cancelled"' "$work/report" || fail "terminated: no report"
}

# SIGTERM while nothing happens: no further event may be needed to end.
check_termination_without_run() {
    "$shim" "${hello[@]}" >"$work/stdout" 2>"$work/stderr" &
    local pid=$!
    await_window
    kill -TERM "$pid"
    timeout 10 tail --pid="$pid" -f /dev/null || { fail "terminated while idle: still there"; kill -KILL "$pid"; }
    wait "$pid" || fail "terminated while idle: exit code $?"
    grep -q 'test destroyed' "$work/stderr" || fail "terminated while idle: the plugin was not destroyed"
}

await_window() {
    local tries=0
    until xwininfo -root -tree 2>/dev/null | grep -q '"Shim Slicer": (' || [ $((tries += 1)) -gt 200 ]; do
        sleep 0.05
    done
}

if [ "${SHIM_TEST_HAS_DISPLAY-}" = 1 ]; then
    with_display
    [ "$failures" = 0 ]
    exit
fi
touch "$work/stderr"
without_display
SHIM_TEST_HAS_DISPLAY=1 xvfb-run -a -s '-screen 0 1280x800x24 -noreset' "$0" "$@" || failures=$((failures + 1))
[ "$failures" = 0 ] && echo "All checks passed."
exit $((failures > 0))
