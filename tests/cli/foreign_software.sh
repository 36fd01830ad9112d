#!/usr/bin/env bash
# foreign_software.sh PEIL WITNESS SAMPLE FOREIGN: Go's library for transparency logs accepts tiles,
# proofs, checkpoints and cosignatures, and refuses them damaged. Exit code 77: no Go.
# SPDX-License-Identifier: EUPL-1.2
set -euo pipefail
peil=$1
witness=$2
sample=$3
source=$4

library=/usr/share/gocode
if ! command -v go >/dev/null || [[ ! -d $library/src/golang.org/x/mod/sumdb/tlog ]]; then
    echo "left out: golang-go and golang-golang-x-mod-dev are not installed"
    exit 77
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
GO111MODULE=off GOFLAGS= GOPATH=$library GOCACHE=$folder/cache CGO_ENABLED=0 \
    go build -o foreign "$source"/*.go

"$peil" init --origin example.nl/droge-voeten --title "Droge Voeten" >init.txt
"$peil" import "$sample/report-3.txt" --edition 3 --date 2021-05-17 >import.txt 2>&1
"$peil" tiles grown >/dev/null
cp grown/checkpoint old.txt
"$peil" import "$sample/report-4.txt" --edition 4 --date 2021-11-22 >>import.txt 2>&1
# Full tiles take more events than a sample has.
for ((i = 0; i < 600; ++i)); do
    printf '{"type":"nl.peil.programme.renamed","data":{"title":"Titel %d"},"effective":"%s"}\n' \
        "$i" 2022-01-01
done >renamed.jsonl
"$peil" append renamed.jsonl >/dev/null
"$peil" checkpoint >/dev/null
"$peil" tiles grown >/dev/null
"$peil" tiles whole >/dev/null
size=$(sed -n 2p whole/checkpoint)
"$peil" prove event 5 >event.json
"$peil" prove consistency old.txt "$size" >growth.json
key=$(sed -n 's/^log key *//p' init.txt)

"$witness" init watcher --name witness.example >witness.txt
cosigner=$(cat watcher/vkey)
"$witness" trust watcher "$key" >/dev/null
"$witness" file watcher whole/checkpoint --output cosigned.txt >/dev/null

failed=0
accepts() {
    if ! ./foreign "$@" 2>why.txt; then
        echo "refused: $*: $(cat why.txt)"
        failed=1
    fi
}
refuses() {
    if ./foreign "$@" 2>why.txt; then
        echo "accepted, and is damaged: $*"
        failed=1
    fi
}
# Changes one bit of the byte in the middle of a file.
damage() {
    local place byte
    place=$(($(stat --format %s "$1") / 2))
    byte=$(od --address-radix=n --format=u1 --skip-bytes=$place --read-bytes=1 "$1" | tr -d ' ')
    # shellcheck disable=SC2059  # the format is the byte
    printf "\\x$(printf %x $((byte ^ 1)))" |
        dd of="$1" bs=1 seek=$place conv=notrunc status=none
}

accepts tiles whole "$key"
accepts tiles grown "$key"
accepts event event.json "$key"
accepts growth growth.json "$key"
accepts checkpoint whole/checkpoint "$key"
accepts checkpoint cosigned.txt "$key" "$cosigner"

refuses checkpoint whole/checkpoint "$key" "$cosigner"
refuses checkpoint cosigned.txt "${key/+A/+B}"
count=0
while read -r file; do
    rm -rf damaged
    cp -r whole damaged
    damage "damaged/${file#whole/}"
    refuses tiles damaged "$key"
    count=$((count + 1))
done < <(find whole -type f | sort)
for file in event.json growth.json cosigned.txt; do
    cp "$file" "damaged-$file"
    damage "damaged-$file"
done
refuses event damaged-event.json "$key"
refuses growth damaged-growth.json "$key"
refuses checkpoint damaged-cosigned.txt "$key" "$cosigner"
echo "$size events; $count files of tiles damaged one after the other"
exit $failed
