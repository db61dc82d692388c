#!/usr/bin/env bash
# The validator on good, careless and broken plugins: verdicts, sentences, exit codes.
# Usage: sdk_check_test.sh SLICER_SDK_CHECK TEST_PLUGINS EXAMPLE_PLUGIN PLUGIN
set -u
program=$1 plugins=$2 example=$3 product=$4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

# check NAME EXPECTED_CODE PATTERN ARGUMENT…: PATTERN (extended) must be in what it says.
check() {
    local name=$1 expected=$2 pattern=$3
    shift 3
    "$program" "$@" >"$work/output" 2>&1
    local code=$?
    if [ $code != "$expected" ]; then
        echo "FAILED: $name: exit code $code, not $expected"
    elif ! grep -qE -- "$pattern" "$work/output"; then
        echo "FAILED: $name: no line with $pattern"
    else
        return
    fi
    sed 's/^/    /' "$work/output"
    failures=$((failures + 1))
}

# zoo NAME EXPECTED_CODE PATTERN: the same for a plugin of tests/abi/plugins.
zoo() {
    check "$1" "$2" "$3" --timeout 30 "$plugins/$1/$1.so"
}

check "help" 0 "--timeout SECONDS" --help
check "version" 0 "^slicer-sdk-check [0-9]+\.[0-9]+\.[0-9]+$" --version
check "no plugin" 3 "Which plugin"
check "two plugins" 3 "One plugin is checked at a time" "$example" "$example"
check "bad option" 3 "There is no option --nonsense" --nonsense "$example"
check "option without value" 3 "--wx needs a value" --wx
check "bad time" 3 "--timeout needs a number" --timeout 0 "$example"
check "missing file" 3 "is no file that can be read" "$work/missing.so"
check "folder" 3 "is no file that can be read" "$work"

check "example" 0 "warnings: 0, failed: 0\." "$example"
check "example's action" 0 'example\.count: file\.export, "Count &Triangles", mnemonic T, enabled, "Tell' "$example"
check "product" 0 "warnings: 0, failed: 0\." "$product"
check "product's lives" 0 "^ok +lives +It was made and destroyed 100 times" "$product"
check "other wx" 1 "^failed +init .*wxWidgets 3\.3\.0" --wx 3.3.0 "$product"
check "no wx" 1 "^failed +init .*not made with wxWidgets" --wx "" "$product"
check "stable wx" 0 "failed: 0\." --wx 3.2.9 "$product"

zoo hello 0 "has a place that no host knows"
zoo callbacks 0 "^ok +lives"
zoo careless 0 "^warning +symbols .*careless_symbol\.$"
zoo careless 0 "^warning +descriptor .*reverse domain"
zoo careless 0 'careless\.place has a place that no host knows.*"view\.tools"'
zoo careless 0 "careless\.mnemonic has no mnemonic"
zoo careless 0 "careless\.help has no help"
zoo careless 0 "^warning +action +A text of it is no UTF-8"
zoo careless 0 "warnings: 6, failed: 0\."
zoo other_thread 1 "^failed +contract .*notify\.outcome, a \[main-thread\] function, from another thread"
zoo other_thread 1 "^failed +contract .*nobody had performed"
zoo leaves_thread 1 "^failed +lives +It leaves threads behind: 99"
zoo leaves_file 1 "^failed +lives +It leaves files open: 99"
zoo keeps_plate 1 "^failed +contract .*snapshot of the plate"
zoo logs_latin 1 "^failed +contract .*no UTF-8 as log's message"
zoo offers_to_nobody 1 "^failed +contract .*made an offer although nobody is there"
zoo offers_to_nobody 1 "^failed +contract .*no UTF-8 as offer's message"
zoo knows_all 1 "^failed +unknown ids .*an action that it has not"
zoo second_life_fails 1 "^failed +lives .*the 2\. time: It could not be created"
zoo throws 1 "^failed +contract .*threw an exception out of is_enabled"
zoo exits 1 "^failed +process +It ended the whole program during create or init"
zoo crashes 1 "^failed +process +It .* during create or init"
check "hangs" 1 "^failed +process +It did not return within 1 s during create or init" --timeout 1 \
    "$plugins/hangs/hangs.so"

zoo no_entry 1 "^failed +library .*no slicer_plugin_entry"
zoo other_major 1 "^failed +library .*made for version 2\.0\.0"
zoo no_descriptor 1 "^failed +library .*descriptor"
zoo no_vendor 1 "^failed +library .*descriptor"
zoo no_create 1 "^failed +library .*create"
zoo create_null 1 "^failed +init .*could not be created"
zoo no_function 1 "^failed +init .*a function is missing"
zoo init_refuses 1 "^failed +init .*It wants a colour printer"
zoo init_is_silent 1 "^failed +init .*did not say why"
zoo init_overflows 1 "^failed +init .*xxxx"
zoo menu_incomplete 1 "^failed +init .*extension is missing"
zoo menu_doubled 1 "^failed +init .*menu action 1"
zoo menu_no_label 1 "^failed +init .*menu action 0"
zoo menu_endless 1 "^failed +init .*menu action 100"

echo "just a note" >"$work/note.so"
check "junk" 1 "^failed +library .*not a library that can be loaded" "$work/note.so"
: >"$work/empty.so"
check "empty" 1 "^failed +library" "$work/empty.so"
head -c 5000 "$example" >"$work/half.so"
check "half a plugin" 1 "^failed +(library|process)" "$work/half.so"

echo "$failures failed"
exit $((failures > 0))
