// foreign: what Peil publishes, verified by Go's library for transparency logs (golang.org/x/mod,
// sumdb/note and sumdb/tlog), which knows nothing of Peil.
// SPDX-License-Identifier: EUPL-1.2
package main

import (
	"errors"
	"fmt"
	"os"
)

const usage = `usage: foreign tiles DIR VKEY
       foreign event FILE VKEY
       foreign growth FILE VKEY
       foreign checkpoint FILE VKEY [WITNESS-VKEY ...]
`

func run(words []string) error {
	if len(words) < 3 {
		return errors.New(usage)
	}
	what, file, vkeys := words[0], words[1], words[2:]
	switch {
	case what == "checkpoint":
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		_, err = openCheckpoint(text, vkeys...)
		return err
	case what == "tiles" && len(vkeys) == 1:
		return checkTiles(file, vkeys[0])
	case what == "event" && len(vkeys) == 1:
		return checkEvent(file, vkeys[0])
	case what == "growth" && len(vkeys) == 1:
		return checkGrowth(file, vkeys[0])
	}
	return errors.New(usage)
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
