#!/usr/bin/env bash
# Installs what is missing of the groups named, from the list beside this file: install.sh build run test
# Says nothing and needs no rights if nothing is missing.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

is_there() { # PACKAGE [COMMAND]
    dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed ||
        { [ -n "${2:-}" ] && command -v "$2" >/dev/null; }
}

missing=()
for group in "$@"; do
    while read -r name command; do
        is_there "$name" "$command" || missing+=("$name")
    done < <(awk -v group="$group" '$1 == group { print $2, $3 }' "$here/packages")
done

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

if [ ${#missing[@]} -gt 0 ]; then
    echo "Installing: ${missing[*]}"
    as_root apt-get -qq update
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends "${missing[@]}" >/dev/null
fi

# wxWidgets formats numbers by the locale, and speaks the language of one that is there; the tests use these.
wanted=()
for name in en_US fr_FR de_DE; do
    locale -a 2>/dev/null | grep -qi "^$name\\.utf-\\?8\$" || wanted+=("$name")
done
if [ ${#wanted[@]} -gt 0 ] && command -v locale-gen >/dev/null; then
    for name in "${wanted[@]}"; do
        as_root sed -i "s/^# *\($name.UTF-8\)/\1/" /etc/locale.gen
    done
    as_root locale-gen >/dev/null
fi
