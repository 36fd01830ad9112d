#!/usr/bin/env bash
# Runs the commands that README.md shows between `<!-- session -->` and `<!-- /session -->`, and
# compares what they print with the lines shown below each. In a temporary folder, where `tests` is
# that of the repository; all commands share one shell.
#   readme_session.sh PEIL README
# Lines: `$ ` a command, `# ` a comment, anything else a line that its output must contain, where
# `…` stands for any text. Lines must come in the order shown.
# SPDX-License-Identifier: EUPL-1.2
set -euo pipefail

if [[ $# -ne 2 ]]; then
    printf 'usage: readme_session.sh PEIL README\n' >&2
    exit 2
fi
peil=$(realpath -- "$1")
readme=$(realpath -- "$2")

folder=$(mktemp -d "${TMPDIR:-/tmp}/peil-readme-XXXXXX")
trap 'rm -rf -- "$folder"' EXIT
mkdir "$folder/bin" "$folder/at" "$folder/tmp"
ln -s "$peil" "$folder/bin/peil"
ln -s "$(dirname "$readme")/tests" "$folder/at/tests"
cd "$folder/at"

# Nothing of whoever runs this reaches the commands, and nothing of theirs is left behind.
export PATH=$folder/bin:$PATH HOME=$folder TMPDIR=$folder/tmp LC_ALL=C.UTF-8
unset PEIL_LEDGER PEIL_ACTOR PEIL_PASSPHRASE_FILE PEIL_PAGER PAGER COLUMNS NO_COLOR

mapfile -t lines < <(sed -n '/^<!-- session -->$/,/^<!-- \/session -->$/p' "$readme" |
    sed -e '/^<!-- /d' -e '/^```/d')

output=$folder/output
command_count=0
line_count=0
shown=()

fail() {
    printf 'README: %s\n  $ %s\nIt printed:\n' "$1" "$command" >&2
    head -n 60 -- "$output" >&2
    exit 1
}

# pattern_of LINE: a pattern of [[ ]] in which only `…` is special.
pattern_of() {
    local pattern=$1 letter
    # shellcheck disable=SC1003  # a backslash, not an escape
    for letter in '\' '*' '?' '['; do pattern=${pattern//"$letter"/"\\$letter"}; done
    printf '%s' "${pattern//…/*}"
}

# Every line shown below the last command is in its output, in this order.
compare() {
    local expected printed pattern at=0 found
    mapfile -t printed <"$output"
    for expected in "${shown[@]}"; do
        pattern=$(pattern_of "$expected")
        found=no
        while [[ $at -lt ${#printed[@]} && $found == no ]]; do
            # shellcheck disable=SC2053  # the right side is a pattern
            if [[ ${printed[at]} == $pattern ]]; then found=yes; fi
            at=$((at + 1))
        done
        if [[ $found == no ]]; then fail "this line is shown, but not printed: $expected"; fi
        line_count=$((line_count + 1))
    done
    shown=()
}

command=
for line in "${lines[@]}"; do
    case $line in
        '$ '*)
            if [[ -n $command ]]; then compare; fi
            command=${line#'$ '}
            command_count=$((command_count + 1))
            eval "$command" >"$output" 2>&1 </dev/null || fail "this command failed ($?)"
            ;;
        '' | '#'*) ;;
        *) shown+=("$line") ;;
    esac
done
if [[ $command_count -eq 0 ]]; then
    printf 'README: there is no command between the markers\n' >&2
    exit 1
fi
compare
printf '%d commands ran, %d lines were as shown\n' "$command_count" "$line_count"
