// Command verify checks an export of Puente's log with code that Puente did not write: the packages note and
// tlog of golang.org/x/mod, which check Go's own module database.
//
//	verify FOLDER [PIN]
//	verify PROOF KEY
//
// PIN is a checkpoint of the same log that somebody kept. PROOF (NAME.tlog-proof) is the proof of one entry, and KEY a log.vkey. It
// ends with 1 and a reason if anything does not fit.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

type checkpoint struct {
	origin string
	size   int64
	root   tlog.Hash
}

// hashes are the stored hashes of a log, in memory.
type hashes []tlog.Hash

func (h hashes) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	read := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index < 0 || index >= int64(len(h)) {
			return nil, fmt.Errorf("hash %d is not in the log", index)
		}
		read[i] = h[index]
	}
	return read, nil
}

func open(path string, verifier note.Verifier) (checkpoint, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return checkpoint{}, err
	}
	return parse(text, verifier)
}

func parse(text []byte, verifier note.Verifier) (checkpoint, error) {
	opened, err := note.Open(text, note.VerifierList(verifier))
	if err != nil {
		return checkpoint{}, fmt.Errorf("the checkpoint: %w", err)
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		return checkpoint{}, fmt.Errorf("no checkpoint of this log")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return checkpoint{}, err
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		return checkpoint{}, fmt.Errorf("the checkpoint has no root")
	}
	read := checkpoint{origin: lines[0], size: size}
	copy(read.root[:], root)
	return read, nil
}

// path is a tile's path in the form of c2sp.org/tlog-tiles; Go's own has the height in it.
func path(tile tlog.Tile) string {
	path := strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/", height))
	return filepath.Join("tile", strings.Replace(path, "data/", "entries/", 1))
}

// tiles are those of a log of this size. (tlog.NewTiles of Go's older releases names every narrower partial tile too.)
func tiles(size int64) []tlog.Tile {
	var tiles []tlog.Tile
	for level := 0; size > 0; level++ {
		for n := int64(0); n < size>>height; n++ {
			tiles = append(tiles, tlog.Tile{H: height, L: level, N: n, W: 1 << height})
		}
		if w := int(size & (1<<height - 1)); w > 0 {
			tiles = append(tiles, tlog.Tile{H: height, L: level, N: size >> height, W: w})
		}
		size >>= height
	}
	return tiles
}

// entries reads all bundles and calculates the tree from them.
func entries(folder string, size int64) (hashes, error) {
	var stored hashes
	var index int64
	for _, tile := range tiles(size) {
		if tile.L != 0 {
			continue
		}
		tile.L = -1
		bundle, err := os.ReadFile(filepath.Join(folder, path(tile)))
		if err != nil {
			return nil, err
		}
		for i := 0; i < tile.W; i++ {
			if len(bundle) < 2 {
				return nil, fmt.Errorf("%s: too few entries", path(tile))
			}
			length := int(binary.BigEndian.Uint16(bundle))
			if len(bundle) < 2+length {
				return nil, fmt.Errorf("%s: a cut entry", path(tile))
			}
			added, err := tlog.StoredHashes(index, bundle[2:2+length], stored)
			if err != nil {
				return nil, err
			}
			stored = append(stored, added...)
			bundle = bundle[2+length:]
			index++
		}
		if len(bundle) != 0 {
			return nil, fmt.Errorf("%s: too many entries", path(tile))
		}
	}
	return stored, nil
}

func readKey(path string) (note.Verifier, error) {
	key, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return note.NewVerifier(strings.TrimSpace(string(key)))
}

// proof checks a c2sp.org/tlog-proof with its entry in the extra line.
func proof(path, key string) (checkpoint, error) {
	verifier, err := readKey(key)
	if err != nil {
		return checkpoint{}, err
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return checkpoint{}, err
	}
	head, signature, found := strings.Cut(string(text), "\n\n")
	lines := strings.Split(head, "\n")
	if !found || len(lines) < 3 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return checkpoint{}, fmt.Errorf("no proof")
	}
	signed, err := parse([]byte(signature), verifier)
	if err != nil {
		return signed, err
	}
	entry, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(lines[1], "extra "))
	if err != nil {
		return signed, err
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
	if err != nil {
		return signed, err
	}
	var above tlog.RecordProof
	for _, line := range lines[3:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return signed, err
		}
		above = append(above, hash)
	}
	return signed, tlog.CheckRecord(above, signed.size, signed.root, index, tlog.RecordHash(entry))
}

func verify(folder, pin string) (checkpoint, error) {
	verifier, err := readKey(filepath.Join(folder, "log.vkey"))
	if err != nil {
		return checkpoint{}, err
	}
	signed, err := open(filepath.Join(folder, "checkpoint"), verifier)
	if err != nil {
		return checkpoint{}, err
	}
	stored, err := entries(folder, signed.size)
	if err != nil {
		return signed, err
	}
	root, err := tlog.TreeHash(signed.size, stored)
	if err != nil || root != signed.root {
		return signed, fmt.Errorf("the entries are not those that were signed: %v", err)
	}
	for _, tile := range tiles(signed.size) {
		expected, err := tlog.ReadTileData(tile, stored)
		if err != nil {
			return signed, err
		}
		found, err := os.ReadFile(filepath.Join(folder, path(tile)))
		if err != nil {
			return signed, err
		}
		if !bytes.Equal(found, expected) {
			return signed, fmt.Errorf("%s: not the hashes of the tree", path(tile))
		}
	}
	if pin == "" {
		return signed, nil
	}
	return signed, extends(signed, stored, pin, verifier)
}

// extends checks that the log begins with the one of an earlier checkpoint.
func extends(signed checkpoint, stored hashes, pin string, verifier note.Verifier) error {
	pinned, err := open(pin, verifier)
	if err != nil {
		return err
	}
	if pinned.size > signed.size {
		return fmt.Errorf("the log has %d entries, and had %d", signed.size, pinned.size)
	}
	if pinned.size == 0 {
		return nil
	}
	proof, err := tlog.ProveTree(signed.size, pinned.size, stored)
	if err != nil {
		return err
	}
	return tlog.CheckTree(proof, signed.size, signed.root, pinned.size, pinned.root)
}

func main() {
	if len(os.Args) < 2 || len(os.Args) > 3 {
		fmt.Fprintln(os.Stderr, "usage: verify FOLDER [PIN] | verify PROOF KEY")
		os.Exit(2)
	}
	pin := ""
	if len(os.Args) == 3 {
		pin = os.Args[2]
	}
	check := verify
	if strings.HasSuffix(os.Args[1], ".tlog-proof") {
		check = proof
	}
	signed, err := check(os.Args[1], pin)
	if err != nil {
		fmt.Fprintf(os.Stderr, "verify: %v\n", err)
		os.Exit(1)
	}
	fmt.Printf("%s\n%d\n%v\n", signed.origin, signed.size, signed.root)
}
