/** Sizes of a module's named types by go/types, which knows the layout rules of gc without looking at object code. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const program = `package main

import (
	"encoding/json"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
)

type loader struct {
	root  string
	fset  *token.FileSet
	std   types.Importer
	sizes types.Sizes
	done  map[string]*types.Package
}

func (l *loader) Import(name string) (*types.Package, error) {
	const module = "ex.com/probe/"
	if len(name) <= len(module) || name[:len(module)] != module {
		return l.std.Import(name)
	}
	if known := l.done[name]; known != nil {
		return known, nil
	}
	matches, err := filepath.Glob(filepath.Join(l.root, name[len(module):], "*.go"))
	if err != nil {
		return nil, err
	}
	var files []*ast.File
	for _, match := range matches {
		file, err := parser.ParseFile(l.fset, match, nil, 0)
		if err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	config := types.Config{Importer: l, Sizes: l.sizes}
	pkg, err := config.Check(name, l.fset, files, nil)
	l.done[name] = pkg
	return pkg, err
}

func main() {
	fset := token.NewFileSet()
	l := &loader{os.Args[1], fset, importer.ForCompiler(fset, "source", nil), types.SizesFor("gc", os.Args[2]), map[string]*types.Package{}}
	out := map[string]int64{}
	for _, name := range os.Args[3:] {
		pkg, err := l.Import(name)
		if err != nil {
			panic(err)
		}
		for _, one := range pkg.Scope().Names() {
			object, ok := pkg.Scope().Lookup(one).(*types.TypeName)
			if !ok || object.IsAlias() {
				continue
			}
			named := object.Type().(*types.Named)
			if named.TypeParams().Len() > 0 {
				continue
			}
			prefix := name
			if pkg.Name() == "main" {
				prefix = "main"
			}
			out[prefix+"."+one] = l.sizes.Sizeof(named)
		}
	}
	json.NewEncoder(os.Stdout).Encode(out)
}
`;

/** Bytes by name as type symbols spell it. */
export function readOracleSizes(root: string, env: NodeJS.ProcessEnv, goarch: string, packages: readonly string[]): Record<string, number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'stackward-sizes-'));
  try {
    writeFileSync(path.join(folder, 'go.mod'), 'module sizes\n\ngo 1.22\n');
    writeFileSync(path.join(folder, 'main.go'), program);
    // The program runs here, whatever it computes for.
    const { GOOS: _os, GOARCH: _arch, ...host } = env;
    const done = spawnSync('go', ['run', '.', root, goarch, ...packages], { cwd: folder, env: { ...host, PWD: folder }, encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`sizes by go/types: ${done.stderr}`);
    return JSON.parse(done.stdout) as Record<string, number>;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
