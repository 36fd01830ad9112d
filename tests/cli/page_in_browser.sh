#!/usr/bin/env bash
# page_in_browser.sh PEIL SAMPLE: opens exported editions in a headless Chromium without a network.
# They prove themselves, and a page with one changed letter does not. Exit code 77: no Chromium.
# SPDX-License-Identifier: EUPL-1.2
set -euo pipefail
peil=$1
sample=$2

if ! command -v chromium >/dev/null; then
    echo "left out: Chromium is not installed"
    exit 77
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$peil" init --origin example.nl/droge-voeten --title "Droge Voeten" >init.txt 2>&1
"$peil" import "$sample/report-3.txt" --edition 3 --date 2021-05-17 >import.txt 2>&1
"$peil" import "$sample/report-4.txt" --edition 4 --date 2021-11-22 >>import.txt 2>&1

# Prints what the page says of itself: proven, contradicted or open.
verdict() {
    timeout 60 chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-sync \
        --disable-background-networking --disable-component-update --user-data-dir="$folder/user" \
        --host-resolver-rules='MAP * ~NOTFOUND' --virtual-time-budget=20000 \
        --dump-dom "file://$folder/$1" 2>chromium.txt >dom.txt
    sed -n 's/.*data-verdict="\([a-z]*\)".*/\1/p' dom.txt
}
expect() {
    local found
    found=$(verdict "$1")
    if [[ $found != "$2" ]]; then
        echo "$1: expected $2, found ${found:-nothing}"
        tail -n 5 chromium.txt
        exit 1
    fi
    echo "$1: $2"
}

for edition in 3 4; do
    "$peil" edition export "$edition" --output "$edition.html"
    expect "$edition.html" proven
    # The page tells the code that stands on paper.
    grep --quiet "zijn code op papier is $("$peil" checkpoint --code --edition "$edition")" dom.txt
done

# Each of these changes one letter of the report, or one of what proves it.
alter() {
    sed "0,/$2/s//$3/" 3.html >"$1.html"
    if cmp --silent 3.html "$1.html"; then
        echo "$1: nothing was changed"
        exit 1
    fi
    expect "$1.html" contradicted
}
alter title '<h1\([^>]*\)>D' '<h1\1>E'
alter moment '<p class="moment">E' '<p class="moment">F'
alter chapter '<h2\([^>]*\)>1' '<h2\1>2'
alter column '<th scope="col">N' '<th scope="col">M'
alter number '<th scope="row"\([^>]*\)>1' '<th scope="row"\1>2'
alter progress '<td\([^>]*progress"\)><p>\(.\)' '<td\1><p>\2x'
alter list '<li>\(.\)' '<li>\1x'
alter added '<\/tbody>' '<tr><td>x<\/td><\/tr><\/tbody>'
alter disclosure '"disclosure":"W' '"disclosure":"X'
alter root '\\"root\\":\\"' '\\"root\\":\\"0'
# Nor may anything be changed where the report is not.
alter comment '^<!DOCTYPE html>' '<!DOCTYPE html><!-- x -->'
alter direction '<html lang="nl"' '& dir="rtl"'
alter titled '<\/title>' ', vervangen&'
alter style '<\/style>' 'td{font-size:0}td::after{content:"x";font-size:1rem}&'
alter refreshed '<meta charset' '<meta http-equiv="refresh" content="99">&'
alter before '<aside' 'Nog een woord.&'
alter verdict '<\/aside>' '<p>Dit rapport is echt.<\/p>&'
alter between '<main' '<p>Nog een woord.<\/p>&'
alter hidden '<main id="report"' '& style="display:none"'
alter table '<dialog' '<table><tr><td>x<\/td><\/tr><\/table>&'
alter dialog '<dialog id="proof">' '<dialog id="proof" open>Nog een woord.'
alter tail '^<\/html>' '&Nog een woord.'
for mode in open closed; do
    alter "$mode" '<main id="report">' "&<template shadowrootmode=\"$mode\"><p>x<\/p><\/template>"
done
# What is shown after that was drawn by the program: nothing of the shadow is left.
grep --quiet '<td[^>]*progress"' dom.txt
alter signature 'droge-voeten \(.\)\(.\)' 'droge-voeten \2\1'

# The log changes its key twice: both editions carry its keys now, and one letter of them counts.
"$peil" key rotate >rotated.txt
"$peil" key rotate >>rotated.txt
rm 3.html 4.html
for edition in 3 4; do
    "$peil" edition export "$edition" --output "$edition.html"
    expect "$edition.html" proven
done
alter history 'key\.rotated' 'key.rotatet'
