// Command mangle rewrites Go files in the layout that nobody writes: the same tokens with blanks, comments and line breaks wherever
// the grammar allows them. Arguments: the folder to write to, then files and folders to read (walked). Prints how many it wrote.
package main

import (
	"bytes"
	"fmt"
	"go/parser"
	"go/scanner"
	"go/token"
	"io/fs"
	"log"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
)

// Between two tokens; those with a line break only where it ends no statement.
var blanks = []string{" ", " ", " ", "\t", "/* func() { */", " /* } ) */ "}
var breaks = []string{"\n", "\r\n", "// for { func F(\n", "/* \n } */"}

func main() {
	written := 0
	for _, root := range os.Args[2:] {
		err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") {
				return err
			}
			source, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			mangled := mangle(source, rand.New(rand.NewSource(int64(written))))
			if !parses(source) || !parses(mangled) { // a `/` before a comment becomes another comment
				return nil
			}
			name := fmt.Sprintf("%d_%s", written, entry.Name())
			written++
			return os.WriteFile(filepath.Join(os.Args[1], name), mangled, 0o644)
		})
		if err != nil {
			log.Fatal(err)
		}
	}
	fmt.Println(written)
}

func parses(source []byte) bool {
	_, err := parser.ParseFile(token.NewFileSet(), "", source, parser.SkipObjectResolution)
	return err == nil
}

func mangle(source []byte, random *rand.Rand) []byte {
	var tokens scanner.Scanner
	tokens.Init(token.NewFileSet().AddFile("", -1, len(source)), source, func(token.Position, string) {}, 0)
	var out bytes.Buffer
	pick := func(from []string) { out.WriteString(from[random.Intn(len(from))]) }
	for {
		_, tok, literal := tokens.Scan()
		switch {
		case tok == token.EOF:
			return out.Bytes()
		case tok == token.SEMICOLON && literal == "\n":
			pick([]string{";", ";\n", "\n", "\n", "/* \n */"})
			continue
		case tok.IsLiteral():
			out.WriteString(literal)
		default:
			out.WriteString(tok.String())
		}
		if !endsStatement(tok) && random.Intn(4) == 0 {
			pick(breaks)
		} else {
			pick(blanks)
		}
	}
}

// endsStatement says whether a line break behind the token would be a semicolon.
func endsStatement(tok token.Token) bool {
	switch tok {
	case token.BREAK, token.CONTINUE, token.FALLTHROUGH, token.RETURN, token.INC, token.DEC, token.RPAREN, token.RBRACK, token.RBRACE:
		return true
	}
	return tok.IsLiteral()
}
