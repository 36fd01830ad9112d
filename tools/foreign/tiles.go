// A folder of tiles: every entry is hashed and held against the lowest tiles, every tile against
// those above it, and all of them against the checkpoint.
// SPDX-License-Identifier: EUPL-1.2
package main

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/mod/sumdb/tlog"
)

const (
	height = 8
	batch  = 64 // bundles
)

type folder struct{ root string }

// path is that of C2SP tlog-tiles; the library's own has the height in it.
func (f folder) path(kind string, tile tlog.Tile) string {
	return filepath.Join(f.root, "tile", kind, strings.SplitN(tile.Path(), "/", 4)[3])
}

func (f folder) Height() int { return height }

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		data, err := os.ReadFile(f.path(strconv.Itoa(tile.L), tile))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}

// checkBundle compares the entries of a bundle with hashes of the tree; gives those it did not use.
func checkBundle(f folder, tile tlog.Tile, hashes []tlog.Hash) ([]tlog.Hash, error) {
	data, err := os.ReadFile(f.path("entries", tile))
	if err != nil {
		return nil, err
	}
	for i := 0; i < tile.W; i++ {
		if len(data) < 2 || len(data)-2 < int(binary.BigEndian.Uint16(data)) {
			return nil, fmt.Errorf("bundle %d: too short", tile.N)
		}
		size := 2 + int(binary.BigEndian.Uint16(data))
		if tlog.RecordHash(data[2:size]) != hashes[i] {
			return nil, fmt.Errorf("bundle %d: entry %d is not in the tree", tile.N, i)
		}
		data = data[size:]
	}
	if len(data) > 0 {
		return nil, fmt.Errorf("bundle %d: too long", tile.N)
	}
	return hashes[tile.W:], nil
}

// checkBundles asks for the hashes of many bundles at once, so that the library reads the tiles
// above them once.
func checkBundles(f folder, reader tlog.HashReader, tiles []tlog.Tile) error {
	var indexes []int64
	for _, tile := range tiles {
		for i := 0; i < tile.W; i++ {
			indexes = append(indexes, tlog.StoredHashIndex(0, tile.N<<height+int64(i)))
		}
	}
	hashes, err := reader.ReadHashes(indexes)
	for _, tile := range tiles {
		if err == nil {
			hashes, err = checkBundle(f, tile, hashes)
		}
	}
	return err
}

func checkTiles(root, vkey string) error {
	text, err := os.ReadFile(filepath.Join(root, "checkpoint"))
	if err != nil {
		return err
	}
	tree, err := openCheckpoint(text, vkey)
	if err != nil {
		return err
	}
	f := folder{root}
	var tiles []tlog.Tile
	for n := int64(0); n<<height < tree.N; n++ {
		width := tree.N - n<<height
		if width > 1<<height {
			width = 1 << height
		}
		tiles = append(tiles, tlog.Tile{H: height, L: 0, N: n, W: int(width)})
	}
	var group sync.WaitGroup
	count := runtime.NumCPU()
	faults := make([]error, count)
	for worker := 0; worker < count; worker++ {
		group.Add(1)
		go func(worker int) {
			defer group.Done()
			reader := tlog.TileHashReader(tree, f)
			for at := worker * batch; at < len(tiles) && faults[worker] == nil; at += count * batch {
				end := at + batch
				if end > len(tiles) {
					end = len(tiles)
				}
				faults[worker] = checkBundles(f, reader, tiles[at:end])
			}
		}(worker)
	}
	group.Wait()
	for _, fault := range faults {
		if fault != nil {
			return fault
		}
	}
	return nil
}
