// Command oracle prints what go/parser says of Go files, as one JSON object per line: the truth for the tests of src/source.
// Arguments are files and folders (walked). Offsets count bytes; positions ignore //line.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/build/constraint"
	"go/parser"
	"go/token"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"strings"
)

type function struct {
	Kind   string `json:"kind"`
	Name   string `json:"name"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Body   int    `json:"body"`
	Ident  [2]int `json:"ident"`
	Parent int    `json:"parent"` // start of the enclosing function, -1 if none
	Path   []int  `json:"path"`
	Place  [4]int `json:"place"` // line, column, end line, end column
}

type loop struct {
	Start    int `json:"start"`
	Repeats  int `json:"repeats"`
	Body     int `json:"body"`
	End      int `json:"end"`
	Function int `json:"function"` // start of the enclosing function
	Parent   int `json:"parent"`   // start of the enclosing loop, -1 if none
}

type directive struct {
	Start int    `json:"start"`
	Text  string `json:"text"`
}

type file struct {
	File        string      `json:"file"`
	Error       string      `json:"error,omitempty"`
	Package     string      `json:"package"`
	Functions   []function  `json:"functions"`
	Loops       []loop      `json:"loops"`
	Directives  []directive `json:"directives"`
	Constraints []string    `json:"constraints"`
	Generated   bool        `json:"generated"`
}

func main() {
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	for _, root := range os.Args[1:] {
		err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || !entry.Type().IsRegular() {
				return err
			}
			return encoder.Encode(read(path))
		})
		if err != nil {
			log.Fatal(err)
		}
	}
}

func read(path string) *file {
	result := &file{File: path, Functions: []function{}, Loops: []loop{}, Directives: []directive{}, Constraints: []string{}}
	source, err := os.ReadFile(path)
	if err != nil {
		result.Error = err.Error()
		return result
	}
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, path, source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		result.Error = err.Error()
		return result
	}
	reader := &reader{file: fset.File(tree.FileStart), source: source, result: result}
	result.Package = tree.Name.Name
	result.Generated = ast.IsGenerated(tree)
	reader.comments(tree)
	reader.declarations(tree)
	return result
}

type reader struct {
	file   *token.File
	source []byte
	result *file

	inits, packageLiterals int
}

func (r *reader) offset(pos token.Pos) int { return r.file.Offset(pos) }

// place is by hand, since go/token adjusts positions by //line and ends.
func (r *reader) place(start, end int) [4]int {
	line := func(offset int) (int, int) {
		before := r.source[:offset]
		return bytes.Count(before, []byte("\n")) + 1, offset - bytes.LastIndexByte(before, '\n')
	}
	l, c := line(start)
	el, ec := line(end)
	return [4]int{l, c, el, ec}
}

func (r *reader) comments(tree *ast.File) {
	for _, group := range tree.Comments {
		for _, comment := range group.List {
			start := r.offset(comment.Pos())
			text := comment.Text
			atLineStart := start == 0 || r.source[start-1] == '\n'
			isLine := strings.HasPrefix(text, "//line ") && atLineStart || strings.HasPrefix(text, "/*line ") && !strings.Contains(text, "\n")
			if isLine || strings.HasPrefix(text, "//go:") || strings.HasPrefix(text, "//stackward:") {
				r.result.Directives = append(r.result.Directives, directive{start, text})
			}
			if comment.Pos() < tree.Package && (constraint.IsGoBuild(text) || constraint.IsPlusBuild(text)) {
				r.result.Constraints = append(r.result.Constraints, strings.TrimSpace(text))
			}
		}
	}
}

// scope is what encloses a node: the function, how literals in it are named, the loop.
type scope struct {
	start    int // of the function, -1 at package level
	name     string
	path     []int
	isLit    bool
	literals *int
	loop     int
}

func (r *reader) declarations(tree *ast.File) {
	for _, decl := range tree.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			name := decl.Name.Name
			kind := "function"
			if decl.Recv != nil {
				kind = "method"
				if len(decl.Recv.List) > 0 { // `func () F()` is no error of the parser
					name = receiver(decl.Recv.List[0].Type) + "." + name
				}
			} else if name == "init" {
				name = fmt.Sprintf("init.%d", r.inits)
				r.inits++
			}
			start, end, body := r.offset(decl.Type.Func), r.offset(decl.End()), -1
			if decl.Body != nil {
				body = r.offset(decl.Body.Pos())
			}
			r.add(function{kind, name, start, end, body, [2]int{r.offset(decl.Name.Pos()), r.offset(decl.Name.End())}, -1, []int{}, r.place(start, end)})
			literals := 0
			inner := scope{start: start, name: name, path: []int{}, literals: &literals, loop: -1}
			r.walk(decl.Type, inner)
			if decl.Recv != nil {
				r.walk(decl.Recv, inner)
			}
			if decl.Body != nil {
				r.walk(decl.Body, inner)
			}
		case *ast.GenDecl:
			at := scope{start: -1, name: "init", path: []int{}, literals: &r.packageLiterals, loop: -1}
			if decl.Tok == token.VAR {
				start, end := r.offset(decl.Pos()), r.offset(decl.End())
				r.add(function{"initializer", "init", start, end, -1, [2]int{-1, -1}, -1, []int{}, r.place(start, end)})
				at.start = start
			}
			r.walk(decl, at)
		}
	}
}

func (r *reader) add(f function) { r.result.Functions = append(r.result.Functions, f) }

func (r *reader) walk(root ast.Node, at scope) {
	ast.Inspect(root, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.FuncLit:
			*at.literals++
			ordinal := *at.literals
			path := append(append([]int{}, at.path...), ordinal)
			name := fmt.Sprintf("%s.func%d", at.name, ordinal)
			if at.isLit {
				name = fmt.Sprintf("%s.%d", at.name, ordinal)
			}
			start, end := r.offset(node.Pos()), r.offset(node.End())
			r.add(function{"literal", name, start, end, r.offset(node.Body.Pos()), [2]int{-1, -1}, at.start, path, r.place(start, end)})
			literals := 0
			inner := scope{start: start, name: name, path: path, isLit: true, literals: &literals, loop: at.loop}
			r.walk(node.Type, inner)
			r.walk(node.Body, inner)
			return false
		case *ast.ForStmt:
			repeats := r.offset(node.Body.Pos())
			if node.Cond != nil {
				repeats = r.offset(node.Cond.Pos())
			} else if node.Post != nil {
				repeats = r.offset(node.Post.Pos())
			}
			r.loop(node, node.Body, repeats, at, node.Init, node.Cond, node.Post)
			return false
		case *ast.RangeStmt:
			r.loop(node, node.Body, r.offset(node.Body.Pos()), at, node.Key, node.Value, node.X)
			return false
		}
		return true
	})
}

func (r *reader) loop(node ast.Node, body *ast.BlockStmt, repeats int, at scope, header ...ast.Node) {
	start := r.offset(node.Pos())
	r.result.Loops = append(r.result.Loops, loop{start, repeats, r.offset(body.Pos()), r.offset(body.End()), at.start, at.loop})
	at.loop = start
	for _, part := range header {
		if part != nil {
			r.walk(part, at)
		}
	}
	r.walk(body, at)
}

func receiver(expr ast.Expr) string {
	pointer := false
	for {
		switch e := expr.(type) {
		case *ast.ParenExpr:
			expr = e.X
		case *ast.StarExpr:
			pointer = true
			expr = e.X
		case *ast.IndexExpr:
			expr = e.X
		case *ast.IndexListExpr:
			expr = e.X
		case *ast.SelectorExpr:
			expr = e.Sel
		case *ast.Ident:
			if pointer {
				return "(*" + e.Name + ")"
			}
			return e.Name
		default:
			return "?"
		}
	}
}
