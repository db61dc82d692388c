#!/usr/bin/env bash
# Installs what is missing of the groups named, from the list beside this file: install.sh build run test
# Says nothing and needs no rights if nothing is missing.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

missing=()
for group in "$@"; do
    while read -r name; do
        dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null | grep -qx installed || missing+=("$name")
    done < <(awk -v group="$group" '$1 == group { print $2 }' "$here/packages")
done

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

if [ ${#missing[@]} -gt 0 ]; then
    echo "Installing: ${missing[*]}"
    as_root apt-get -qq update
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends "${missing[@]}" >/dev/null
fi

# wxWidgets formats numbers by the locale; the tests use this one.
if ! locale -a 2>/dev/null | grep -qi '^en_US\.utf-\?8$' && command -v locale-gen >/dev/null; then
    as_root sed -i 's/^# *en_US.UTF-8/en_US.UTF-8/' /etc/locale.gen
    as_root locale-gen >/dev/null
fi
