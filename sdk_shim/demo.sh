#!/usr/bin/env bash
# The main job, to try: builds everything and opens the reference slicer on the sample model, with a local stand-in
# for MyMiniFactory behind it. On a Debian 12 with nothing but git and bash.
#
#   bash sdk_shim/demo.sh           opens a window (user name: designer, password: secret); no display: exit 4
#   bash sdk_shim/demo.sh --check   does it unattended, in a display of its own if there is none; prints the report
#                                   and exits 0 only if the model arrived byte for byte
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD

check=false
case "${1:-}" in
    "") ;;
    --check) check=true ;;
    -h | --help) sed -n '2,/^set/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) echo "demo.sh: unknown argument: $1 (see --help)" >&2; exit 3 ;;
esac
if ! $check && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    echo "demo.sh: there is no display to open a window on; try: bash sdk_shim/demo.sh --check" >&2
    exit 4
fi

bash .ci/install.sh build run
preset=${PRESET:-release}
echo "Building (a few minutes the first time)…"
cmake --preset "$preset" >/dev/null
cmake --build --preset "$preset" --target shim-slicer mmf-publish mmf-app mmf-webview mmf-sandbox >/dev/null
build=$root/build/$preset
model=$root/sdk_shim/shim_slicer/models/twisted-vase.stl

scratch=$(mktemp -d)
children=()
clean_up() {
    for child in "${children[@]}"; do
        kill "$child" 2>/dev/null && wait "$child" 2>/dev/null || true
    done
    rm -rf "$scratch"
}
trap clean_up EXIT

# Its own settings, uploads and keyring: the user's are not touched.
mkdir -m 700 "$scratch"/{config,state,data,cache,runtime}
export XDG_CONFIG_HOME=$scratch/config XDG_STATE_HOME=$scratch/state XDG_DATA_HOME=$scratch/data
export XDG_CACHE_HOME=$scratch/cache
if $check; then
    export XDG_RUNTIME_DIR=$scratch/runtime
fi

# Unattended, the stand-in agrees to the sign-in by itself, as a service does where one is signed in already.
sandbox_options=()
$check && sandbox_options=(--auto-approve)
"$build/bin/mmf-sandbox" "${sandbox_options[@]}" >"$scratch/url" &
children+=($!)
until [ -s "$scratch/url" ]; do
    kill -0 "${children[0]}" || exit 1
    sleep 0.05
done
url=$(cat "$scratch/url")

cat >"$scratch/profile.json" <<PROFILE
{
  "name": "MyMiniFactory (local stand-in)",
  "api_base_url": "$url/api/v2",
  "client_id": "sandbox-client",
  "client_secret": "sandbox-secret",
  "authorize_url": "$url/web/authorize",
  "token_url": "$url/v1/oauth/tokens"
}
PROFILE
export MMF_PUBLISH_PROFILE=$scratch/profile.json
slicer=("$build/bin/shim-slicer" --plugin-dir "$build/lib/slicer-plugins")

if ! $check; then
    echo "In the slicer: File ▸ Export ▸ Publish to MyMiniFactory…  (user name: designer, password: secret)"
    echo "What was published is found again by Account ▸ MyMiniFactory Uploads…"
    echo "What arrives is shown at $url/_sandbox/objects"
    "${slicer[@]}" "$model"
    exit
fi

if [ -z "${DISPLAY:-}" ]; then
    Xvfb -displayfd 3 -screen 0 1280x900x24 -nolisten tcp -noreset 3>"$scratch/display" >/dev/null 2>&1 &
    children+=($!)
    until [ -s "$scratch/display" ]; do
        kill -0 "${children[-1]}" || { echo "demo.sh: Xvfb did not start" >&2; exit 4; }
        sleep 0.05
    done
    DISPLAY=:$(cat "$scratch/display")
    export DISPLAY
fi
status=0
dbus-run-session -- "${slicer[@]}" --unattended --run mmf.publish-now --report "$scratch/report.json" "$model" \
    2>"$scratch/log" || status=$?
cat "$scratch/report.json" && echo
if [ $status != 0 ]; then
    cat "$scratch/log" >&2
    exit $status
fi

# What arrived, against what an independent program makes of the model file.
python3 tests/oracle/stl.py expected "$model" >"$scratch/expected.stl"
python3 - "$url" "$scratch" <<'PYTHON'
import json, sys, urllib.request

url, scratch = sys.argv[1:]
report = json.load(open(scratch + "/report.json", encoding="utf-8"))
held = json.load(urllib.request.urlopen(url + "/_sandbox/objects"))["objects"]
found = [o for o in held if str(o["id"]) == report["object_id"]]
if len(found) != 1 or len(found[0]["files"]) != 1:
    sys.exit("The object named in the report did not arrive once.")
file = found[0]["files"][0]
bytes_held = urllib.request.urlopen(f"{url}/_sandbox/files/{file['upload_id']}").read()
if bytes_held != open(scratch + "/expected.stl", "rb").read():
    sys.exit("The file that arrived is not the model.")
print(f"Arrived byte for byte: {file['filename']}, {len(bytes_held)} bytes, SHA-256 {file['sha256']}")
PYTHON
