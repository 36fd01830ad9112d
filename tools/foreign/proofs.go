// Proofs of events (docs/FORMAT.md 12) and of growth (13).
// SPDX-License-Identifier: EUPL-1.2
package main

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

func readJSON(file string, into interface{}) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, into)
}

// checkEvent leads the bytes of an event over the hashes of its C2SP tlog-proof to a checkpoint.
func checkEvent(file, vkey string) error {
	var read struct{ Event, Proof string }
	if err := readJSON(file, &read); err != nil {
		return err
	}
	parts := strings.SplitN(read.Proof, "\n\n", 2)
	lines := strings.Split(parts[0], "\n")
	if len(parts) != 2 || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("no tlog-proof")
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
	if err != nil {
		return err
	}
	var proof tlog.RecordProof
	for _, line := range lines[2:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return err
		}
		proof = append(proof, hash)
	}
	tree, err := openCheckpoint([]byte(parts[1]), vkey)
	if err != nil {
		return err
	}
	return tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash([]byte(read.Event)))
}

// checkGrowth demands checkpoints at both ends.
func checkGrowth(file, vkey string) error {
	var read struct {
		Hashes   []string
		Old, New struct{ Note string }
	}
	if err := readJSON(file, &read); err != nil {
		return err
	}
	var proof tlog.TreeProof
	for _, text := range read.Hashes {
		bytes, err := hex.DecodeString(text)
		if err != nil || len(bytes) != tlog.HashSize {
			return errors.New("a hash that is none")
		}
		var hash tlog.Hash
		copy(hash[:], bytes)
		proof = append(proof, hash)
	}
	before, err := openCheckpoint([]byte(read.Old.Note), vkey)
	if err != nil {
		return err
	}
	after, err := openCheckpoint([]byte(read.New.Note), vkey)
	if err != nil {
		return err
	}
	return tlog.CheckTree(proof, after.N, after.Hash, before.N, before.Hash)
}
