#!/usr/bin/env bash
# The Debian package: built twice, looked through, and in a clean root installed, used, upgraded and removed.
#
#   package_test.sh BUILD_TREE [with-adapter]   with-adapter: the module for PrusaSlicer must be in it
#
# Needs root, or sudo: the root is made with debootstrap and entered with chroot. All of that happens in a mount and
# process namespace of its own, which takes its mounts and processes along however this ends. Downloaded packages are
# kept in BUILD_TREE/package-cache for the next time.
set -euo pipefail
self=$(realpath "${BASH_SOURCE[0]}")
sources=$(realpath "$(dirname "$self")/../..")
package=publish-to-myminifactory
old_version=0.0.1 new_version=0.0.2

fail() {
    echo "FAILED: $*"
    exit 1
}

# step NAME: says how long the one before took.
step() {
    [ -z "${step_name:-}" ] || echo "$step_name: $((SECONDS - step_began)) s"
    step_name=$1 step_began=$SECONDS
}

# --- What can be told without installing it.

# The files a package holds, without folders and without what differs between releases of the SDK.
expected_files() {
    cat <<'FILES'
usr/bin/prusa-slicer-with-plugins
usr/bin/shim-slicer
usr/bin/slicer-sdk-check
usr/lib/cmake/SlicerSdk/SlicerSdkConfig.cmake
usr/lib/cmake/SlicerSdk/SlicerSdkConfigVersion.cmake
usr/lib/cmake/SlicerSdk/SlicerSdkTargets-relwithdebinfo.cmake
usr/lib/cmake/SlicerSdk/SlicerSdkTargets.cmake
usr/lib/libslicer-loader.a
usr/lib/slicer-plugins/libmmf-publish.so
usr/lib/slicer-plugins/mmf-publish/libmmf-app.so
usr/lib/slicer-plugins/mmf-publish/libmmf-webview.so
usr/lib/slicer-plugins/mmf-publish/locale/es.mo
usr/lib/slicer-plugins/mmf-publish/locale/fr.mo
usr/lib/slicer-plugins/mmf-publish/locale/hu.mo
usr/lib/slicer-sdk/locale/es/LC_MESSAGES/slicer-sdk.mo
usr/lib/slicer-sdk/locale/fr/LC_MESSAGES/slicer-sdk.mo
usr/lib/slicer-sdk/locale/hu/LC_MESSAGES/slicer-sdk.mo
usr/lib/shim-slicer/model-importer
usr/share/applications/prusa-slicer-with-plugins.desktop
usr/share/doc/publish-to-myminifactory/CHANGELOG.md
usr/share/doc/publish-to-myminifactory/README.md
usr/share/doc/publish-to-myminifactory/copyright
usr/share/icons/hicolor/scalable/apps/prusa-slicer-with-plugins.svg
usr/share/shim-slicer/models/twisted-vase.stl
usr/share/slicer-sdk/example/triangle_count.c
usr/share/slicer-sdk/example/vendor_frame.cpp
FILES
    if [ "$adapter" = with-adapter ]; then
        echo usr/lib/libslicer-sdk-prusaslicer.so
        echo usr/lib/slicer-sdk/libslicer-sdk-prusaslicer-wx.so
    fi
    (cd "$sources/sdk_shim/include" && printf 'usr/include/%s\n' slicer_sdk/*.h)
    (cd "$sources/sdk_shim" && printf 'usr/include/slicer_sdk_loader/%s\n' loader/*.hpp)
}

look_through() {
    local deb=$1 content=$work/content
    mkdir "$content"
    dpkg-deb -x "$deb" "$content"
    dpkg-deb -e "$deb" "$work/control"

    diff <(expected_files | sort) <(cd "$content" && find usr -type f -o -type l | sort) ||
        fail "the package's files are not those expected (left: expected)"
    local strange
    strange=$(dpkg-deb -c "$deb" | awk '$1 !~ /^(drwxr-xr-x|-rw-r--r--|-rwxr-xr-x)$/ || $2 != "root/root"')
    [ -z "$strange" ] || fail "strange owners or permissions: $strange"
    ! grep -rlF -e "$sources" -e "$build" "$content" || fail "these tell where they were built"
    local file
    while read -r file; do
        ! readelf -SW "$file" 2>/dev/null | grep '\.debug_info' >/dev/null || fail "not stripped: $file"
    done < <(find "$content" -name '*.so' -o -name '*.a' -o -path '*/usr/bin/*' -o -path '*/usr/lib/shim-slicer/*')
    # What CMake adds wherever there is a library in /usr/lib; nothing else runs as root.
    for file in "$work/control"/{preinst,prerm,postinst,postrm}; do
        [ ! -e "$file" ] || ! grep -vE '^(#!.*|set -e|if \[ "\$1" = "(configure|remove)" \]; then|\s*ldconfig|fi|)$' \
            "$file" || fail "$(basename "$file") does more than ldconfig"
    done
    desktop-file-validate "$content/usr/share/applications/prusa-slicer-with-plugins.desktop" ||
        fail "the desktop entry"
    local field
    for field in 'Package: publish-to-myminifactory' 'Section: graphics' 'Architecture: amd64' \
        'Recommends: prusa-slicer, gnome-keyring' 'Depends: .*libwxgtk3\.2-1.*' 'Maintainer: .*<.*@.*>'; do
        grep -qxE "$field" "$work/control/control" || fail "no field $field in $(cat "$work/control/control")"
    done
}

# --- In a namespace of its own, as root.

make_root() {
    local mirrors site suite _
    mirrors=$(apt-get indextargets --format '$(SITE) $(CODENAME) $(COMPONENT)' 'Created-By: Packages' \
        'Origin: Debian' | sort -u)
    read -r site suite _ < <(grep -E '^\S+ [a-z]+ main$' <<<"$mirrors") || fail "no Debian mirror is configured"
    eval "$(apt-config shell http_proxy Acquire::http::Proxy https_proxy Acquire::https::Proxy)"
    export http_proxy=${http_proxy-} https_proxy=${https_proxy-}

    debootstrap --foreign --variant=minbase --include=ca-certificates --cache-dir="$cache" "$suite" "$root" "$site" \
        >"$work/debootstrap.log" 2>&1 || { tail "$work/debootstrap.log"; fail "debootstrap"; }
    # Nobody needs this root after a power cut, nor its manuals.
    printf '%s\n' force-unsafe-io 'path-exclude=/usr/share/man/*' >"$root/etc/dpkg/dpkg.cfg.d/test"
    chroot "$root" /debootstrap/debootstrap --second-stage >"$work/debootstrap.log" 2>&1 ||
        { tail "$work/debootstrap.log"; fail "debootstrap's second stage"; }
    sed 's/^/deb /' <<<"$mirrors" >"$root/etc/apt/sources.list"
    apt-config dump Acquire | grep -E '::(Proxy|Check-Valid-Until|Check-Date) ' >"$root/etc/apt/apt.conf.d/mirror" ||
        true

    mount -t proc proc "$root/proc"
    mount --bind "$cache" "$root/var/cache/apt/archives"
    step "PrusaSlicer and dependencies"
    in_root apt-get -qq update
    in_root apt-get -qq install --yes --no-install-recommends prusa-slicer fonts-dejavu-core locales \
        >"$work/apt.log" 2>&1 || { tail "$work/apt.log"; fail "installing PrusaSlicer"; }
    in_root localedef -i en_US -f UTF-8 en_US.UTF-8 # PrusaSlicer ends without it
    in_root apt-get -qq satisfy --yes --no-install-recommends "$(dpkg-deb -f "$old_deb" Depends)" \
        >"$work/apt.log" 2>&1 || { tail "$work/apt.log"; fail "the package's dependencies cannot be satisfied"; }
}

in_root() {
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=en_US.UTF-8 DEBIAN_FRONTEND=noninteractive \
        ${DISPLAY:+DISPLAY=$DISPLAY} LIBGL_ALWAYS_SOFTWARE=1 NO_AT_BRIDGE=1 chroot "$root" "$@"
}

# Every file, but for logs, the package manager's books and what is temporary; and the bytes of the stock program.
snapshot() {
    (cd "$root" && find . -xdev \( -path ./proc -o -path ./tmp -o -path ./var/lib/dpkg -o -path ./var/cache \
        -o -path ./var/log -o -path ./root -o -path ./var/lib/apt \) -prune -o \
        ! -name 'ld.so.cache' ! -name '*.cache' -type f -printf '%p %m %s\n' -o -type l -printf '%p -> %l\n' -o \
        -type d -printf '%p %m\n' | sort && sha256sum usr/bin/prusa-slicer)
}

use_programs() {
    local output
    output=$(in_root slicer-sdk-check /usr/lib/slicer-plugins/libmmf-publish.so) ||
        fail "slicer-sdk-check says: $output"
    in_root slicer-sdk-check --version | grep '^slicer-sdk-check ' >/dev/null || fail "slicer-sdk-check --version"
    in_root shim-slicer --version | grep '^shim-slicer ' >/dev/null || fail "shim-slicer --version"
    in_root shim-slicer --help | grep -e --plugin-dir >/dev/null || fail "shim-slicer --help"
    in_root prusa-slicer-with-plugins --help >"$work/help" 2>"$work/help.err" || fail "the launcher's --help"
    grep -q 'Usage: prusa-slicer' "$work/help" || fail "the launcher does not start PrusaSlicer: $(cat "$work/help")"
    [ "$adapter" != with-adapter ] || ! grep prusa-slicer-with-plugins: "$work/help.err" ||
        fail "the launcher complains"
}

# A real start: the window of PrusaSlicer, by the launcher, in the root, on a display outside of it.
use_prusa_slicer() {
    local data=$root/root/slicer slicer
    mkdir -p "$data/printer"
    cat >"$data/PrusaSlicer.ini" <<'INI'
version = 2.5.0
version_system_info_sent = 2.5.0
show_splash_screen = 0
show_hints = 0
notify_release = none
preset_update = 0

[presets]
printer = Test
INI
    cat >"$data/printer/Test.ini" <<'INI'
printer_technology = FFF
nozzle_diameter = 0.4
bed_shape = 0x0,200x0,200x200,0x200
max_print_height = 200
INI
    Xvfb -displayfd 3 -screen 0 1280x1024x24 -nolisten tcp -noreset 3>"$work/display" >/dev/null 2>&1 &
    until [ -s "$work/display" ]; do
        kill -0 $! || fail "Xvfb did not start"
        sleep 0.05
    done
    DISPLAY=:$(cat "$work/display")
    export DISPLAY
    # The launcher becomes PrusaSlicer, so that this is its process.
    in_root sh -c 'echo $$ >/tmp/slicer; exec prusa-slicer-with-plugins --datadir /root/slicer "$0"' \
        /usr/share/PrusaSlicer/shapes/bunny.stl >"$work/slicer.log" 2>&1 &
    until [ -s "$root/tmp/slicer" ]; do
        [ $SECONDS -lt "$deadline" ] || { cat "$work/slicer.log"; fail "the launcher did not start"; }
        sleep 0.05
    done
    slicer=$(cat "$root/tmp/slicer")
    until xwininfo -root -tree | grep '"PrusaSlicer-[0-9]' >/dev/null; do
        kill -0 "$slicer" 2>/dev/null || { cat "$work/slicer.log"; fail "PrusaSlicer ended before its window came"; }
        [ $SECONDS -lt "$deadline" ] || { xwininfo -root -tree; cat "$work/slicer.log"; fail "no window came"; }
        sleep 0.1
    done
    in_prusa_slicer
    kill "$slicer"
    until ! kill -0 "$slicer" 2>/dev/null; do
        [ $SECONDS -lt "$deadline" ] || fail "PrusaSlicer does not end"
        sleep 0.05
    done
    unset DISPLAY
}

# PrusaSlicer is open on DISPLAY with a model on the plate, and "$work/slicer.log" is what it writes.
in_prusa_slicer() {
    [ "$adapter" = with-adapter ] || return 0
    until grep -q 'adapter: PrusaSlicer .*: plugins 1, attached' "$work/slicer.log"; do
        kill -0 "$slicer" 2>/dev/null || { cat "$work/slicer.log"; fail "PrusaSlicer ended"; }
        [ $SECONDS -lt "$deadline" ] || { cat "$work/slicer.log"; fail "no plugin was attached"; }
        sleep 0.1
    done
}

in_namespace() {
    # As the other namespace knows this process: whoever ends it ends all of the namespace.
    awk '{ print $4 }' /proc/self/stat >"$work/namespace"
    mount -t proc proc /proc
    root=$work/root
    deadline=$((SECONDS + 900))
    step "debootstrap"
    make_root
    mkdir -p "$root/root/.local/state/mmf-publish"
    echo "mine" >"$root/root/.local/state/mmf-publish/journal.db"
    cp "$old_deb" "$new_deb" "$root/tmp"

    step "install, use, upgrade, remove"
    snapshot >"$work/before"
    in_root dpkg -i "/tmp/$(basename "$old_deb")" >"$work/dpkg.log" 2>&1 || { cat "$work/dpkg.log"; fail "installing"; }
    use_programs
    in_root dpkg -i "/tmp/$(basename "$new_deb")" >"$work/dpkg.log" 2>&1 || { cat "$work/dpkg.log"; fail "upgrading"; }
    [ "$(in_root dpkg-query -W -f '${Version} ${db:Status-Status}' $package)" = "$new_version installed" ] ||
        fail "the upgrade is not installed"
    [ -z "$(in_root dpkg --verify $package)" ] || fail "after the upgrade files differ"
    use_programs
    step "PrusaSlicer's window"
    use_prusa_slicer
    step "remove"
    in_root dpkg --purge $package >"$work/dpkg.log" 2>&1 || { cat "$work/dpkg.log"; fail "removing"; }
    snapshot >"$work/after"
    diff "$work/before" "$work/after" || fail "removing leaves something behind, or takes something along"
    [ "$(cat "$root/root/.local/state/mmf-publish/journal.db")" = mine ] || fail "the user's state is gone"
    step ""
}

# --- The two halves.

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

build=$(realpath "$1") adapter=${2:-}
cache=$build/package-cache
if [ "${3:-}" = in-namespace ]; then
    work=$4
else
    work=$build/package-test
    end_namespace() {
        [ ! -s "$work/namespace" ] || as_root kill -KILL "$(cat "$work/namespace")"
        wait
        exit 1
    }
    clean_up() { as_root rm -rf --one-file-system "$work"; }
    clean_up # what a killed test has left
    mkdir "$work"
    trap clean_up EXIT
    trap end_namespace INT TERM HUP
fi
old_deb=$work/${package}_${old_version}_amd64.deb
new_deb=$work/${package}_${new_version}_amd64.deb

if [ "${3:-}" = in-namespace ]; then
    in_namespace
    exit
fi
for version in $old_version $new_version; do
    step "cpack $version"
    (umask 022 && cd "$build" && cpack -G DEB -D CPACK_PACKAGE_VERSION=$version -B "$work" >"$work/cpack.log" 2>&1) ||
        { cat "$work/cpack.log"; fail "cpack"; }
done
step "look through it"
look_through "$old_deb"
step ""
mkdir -p "$cache"
as_root unshare --mount --pid --fork --kill-child bash "$self" "$build" "$adapter" in-namespace "$work" &
child=$!
wait $child
echo "All of it: $SECONDS s"
