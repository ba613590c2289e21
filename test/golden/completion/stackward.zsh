#compdef stackward
# Completion of stackward for zsh: source <(stackward completion zsh)

_stackward_packages() {
  compadd -- ./...
  _files -/
}

_stackward_check() {
  _arguments -s \
    '(--format -f)--format=[form of the result: text, json, html, svg, markdown, markdown-summary, sarif, junit, gitlab, github, rdjsonl, openmetrics (default text); with =FILE it is written there, and several can be given: -f text -f sarif=out.sarif]:FORMAT=FILE:(text json html svg markdown markdown-summary sarif junit gitlab github rdjsonl openmetrics)' \
    '(--format -f)-f+[form of the result: text, json, html, svg, markdown, markdown-summary, sarif, junit, gitlab, github, rdjsonl, openmetrics (default text); with =FILE it is written there, and several can be given: -f text -f sarif=out.sarif]:FORMAT=FILE:(text json html svg markdown markdown-summary sarif junit gitlab github rdjsonl openmetrics)' \
    '(--fingerprint)--fingerprint=[with -f sarif: what GitHub tells results apart by (default semantic, which no edit around changes); codeql is what its upload action works out, which then does not warn]:fingerprint:(semantic codeql)' \
    '(--bench-result)--bench-result=[judge these results of this code: text of `go test -bench . -benchmem`, or of `bench -f json`, which says where it allocates; budgets of benchmarks need it]:FILE:_files' \
    '(--facts)--facts[with -f json: add every verdict, call and inlining decision that was read]' \
    '(--callees)--callees[add the calls to functions outside the module that allocate or may, with the way to the allocator; reads the archives of what is called, which takes about half as long again; --where chooses by pkg, module, func, file, line and words]' \
    '(--watch)--watch[check again after each save, until Ctrl-C]' \
    '*--profile=[order sites by what a heap profile measured (go test -memprofile, /debug/pprof/heap); several are added up]:FILE:_files' \
    '(--base)--base=[with --profile: an earlier profile of the same program, taken off]:FILE:_files' \
    '*--cover=[say which sites a run executed: a coverage profile (go test -coverprofile) or a folder of GOCOVERDIR; may be repeated]:PATH:_files' \
    '(--baseline)--baseline=[judge only what is not in this file, which `baseline create` made]:FILE:_files' \
    '(--incomparable)--incomparable=[whether a baseline of another toolchain or other flags is told only, or ends with 2 (default pass)]:incomparable:(pass fail)' \
    '(--binary)--binary=[with --profile: the program that wrote it; another build id is refused, and how it was built is shown]:FILE:_files' \
    '*--per=[with --profile: show costs for one of N too (request=1200); counters in comments of the profile are taken as well; may be repeated]:NAME=N: ' \
    '*--path-map=[files that --profile and --cover name FROM/… are those below TO, a folder of the module (. is its root); may be repeated]:FROM=TO: ' \
    '(--where)--where=[list only sites that match, for instance `outcome:paper pkg:./store/... size>64 in:loop`]:QUERY: ' \
    '(--sort)--sort=[order of the list (default rank)]:sort:(rank cost saving position size copies package function)' \
    '(--group)--group=[headings of the list (default none)]:group:(none package function cause type)' \
    '(--top)--top=[list so many sites (default 20)]:N: ' \
    '(--all)--all[list every site that matches]' \
    '(--output -o)--output=[write the result to a file]:PATH:_files' \
    '(--output -o)-o+[write the result to a file]:PATH:_files' \
    '(--no-source)--no-source[with -f html: put no source text into the page]' \
    '(--directory -C)--directory=[run as if started in DIR]:DIR:_files -/' \
    '(--directory -C)-C+[run as if started in DIR]:DIR:_files -/' \
    '(--config)--config=[take settings from this file, not from stackward.jsonc]:FILE:_files' \
    '(--no-config)--no-config[take no settings from a file]' \
    '(--tests)--tests[include test files and test variants]' \
    '*--deps=[look into these dependencies too (golang.org/x/..., std); Go compiles them and all that imports them again, once; may be repeated]:PATTERN:(std all)' \
    '(--go)--go=[use this Go release (1.24, 1.24.13); Go fetches it when it is not there]:VERSION: ' \
    '(--goos)--goos=[analyse for this operating system; of a list `check` makes one report of several builds]:OS,…:(linux darwin windows freebsd js wasip1)' \
    '(--goarch)--goarch=[analyse for this architecture; of a list `check` makes one report of several builds]:ARCH,…:(amd64 arm64 386 arm riscv64 wasm loong64 ppc64le s390x)' \
    '*--tags=[build tags, as for `go build`; given several times: `check` makes one report of as many builds (--tags= is one without tags)]:LIST: ' \
    '(--race)--race[build with the race detector]' \
    '(--pgo)--pgo=[profile for PGO, `auto` or `off`, as for `go build`]:FILE:{compadd -- auto off; _files}' \
    '(--overlay)--overlay=[overlay file, as for `go build`]:FILE:_files' \
    '(--mod)--mod=[readonly, vendor or mod, as for `go build`]:MODE:(readonly vendor mod)' \
    '*--gcflags=[compiler flags, put in front of those that stackward needs; may be repeated]:PATTERN=FLAGS: ' \
    '(--allow-broken)--allow-broken[let packages that do not compile not decide the exit code; the report then says first what is not in it]' \
    '(--no-cache)--no-cache[read everything again: take nothing from the cache of results and put nothing into it]' \
    '(--timeout)--timeout=[end a Go command that takes longer]:SECONDS: ' \
    '(--width)--width=[cut lines at so many columns, 0: never (default: the terminal’s, never in a pipe or file)]:COLUMNS: ' \
    '(--color)--color=[colours (default auto: only on a terminal, honours NO_COLOR)]:color:(auto always never)' \
    '(--quiet -q)--quiet[no progress and no hints on standard error]' \
    '(--quiet -q)-q[no progress and no hints on standard error]' \
    '(--timing)--timing[print how long each stage took on standard error]' \
    '(--help -h)--help[show this help]' \
    '(--help -h)-h[show this help]' \
    '*:packages:_stackward_packages'
}

_stackward_serve() {
  _arguments -s \
    '*--profile=[order sites by what a heap profile measured (go test -memprofile, /debug/pprof/heap); several are added up]:FILE:_files' \
    '(--base)--base=[with --profile: an earlier profile of the same program, taken off]:FILE:_files' \
    '*--cover=[say which sites a run executed: a coverage profile (go test -coverprofile) or a folder of GOCOVERDIR; may be repeated]:PATH:_files' \
    '(--baseline)--baseline=[judge only what is not in this file, which `baseline create` made]:FILE:_files' \
    '(--incomparable)--incomparable=[whether a baseline of another toolchain or other flags is told only, or ends with 2 (default pass)]:incomparable:(pass fail)' \
    '(--binary)--binary=[with --profile: the program that wrote it; another build id is refused, and how it was built is shown]:FILE:_files' \
    '*--per=[with --profile: show costs for one of N too (request=1200); counters in comments of the profile are taken as well; may be repeated]:NAME=N: ' \
    '*--path-map=[files that --profile and --cover name FROM/… are those below TO, a folder of the module (. is its root); may be repeated]:FROM=TO: ' \
    '(--port)--port=[listen on this port of this machine (default: one that is free)]:N: ' \
    '(--directory -C)--directory=[run as if started in DIR]:DIR:_files -/' \
    '(--directory -C)-C+[run as if started in DIR]:DIR:_files -/' \
    '(--config)--config=[take settings from this file, not from stackward.jsonc]:FILE:_files' \
    '(--no-config)--no-config[take no settings from a file]' \
    '(--tests)--tests[include test files and test variants]' \
    '*--deps=[look into these dependencies too (golang.org/x/..., std); Go compiles them and all that imports them again, once; may be repeated]:PATTERN:(std all)' \
    '(--go)--go=[use this Go release (1.24, 1.24.13); Go fetches it when it is not there]:VERSION: ' \
    '(--goos)--goos=[analyse for this operating system; of a list `check` makes one report of several builds]:OS,…:(linux darwin windows freebsd js wasip1)' \
    '(--goarch)--goarch=[analyse for this architecture; of a list `check` makes one report of several builds]:ARCH,…:(amd64 arm64 386 arm riscv64 wasm loong64 ppc64le s390x)' \
    '*--tags=[build tags, as for `go build`; given several times: `check` makes one report of as many builds (--tags= is one without tags)]:LIST: ' \
    '(--race)--race[build with the race detector]' \
    '(--pgo)--pgo=[profile for PGO, `auto` or `off`, as for `go build`]:FILE:{compadd -- auto off; _files}' \
    '(--overlay)--overlay=[overlay file, as for `go build`]:FILE:_files' \
    '(--mod)--mod=[readonly, vendor or mod, as for `go build`]:MODE:(readonly vendor mod)' \
    '*--gcflags=[compiler flags, put in front of those that stackward needs; may be repeated]:PATTERN=FLAGS: ' \
    '(--allow-broken)--allow-broken[let packages that do not compile not decide the exit code; the report then says first what is not in it]' \
    '(--no-cache)--no-cache[read everything again: take nothing from the cache of results and put nothing into it]' \
    '(--timeout)--timeout=[end a Go command that takes longer]:SECONDS: ' \
    '(--color)--color=[colours (default auto: only on a terminal, honours NO_COLOR)]:color:(auto always never)' \
    '(--quiet -q)--quiet[no progress and no hints on standard error]' \
    '(--quiet -q)-q[no progress and no hints on standard error]' \
    '(--timing)--timing[print how long each stage took on standard error]' \
    '(--help -h)--help[show this help]' \
    '(--help -h)-h[show this help]' \
    '*:packages:_stackward_packages'
}

_stackward_explain() {
  _arguments -s \
    '(--format -f)--format=[form of the result (default text); mermaid draws the chains]:format:(text json svg mermaid)' \
    '(--format -f)-f+[form of the result (default text); mermaid draws the chains]:format:(text json svg mermaid)' \
    '(--raw)--raw[add what the compiler wrote of the line or function]' \
    '(--from)--from=[explain from a bundle of `debug gather` instead of building]:DIR:_files -/' \
    '*--profile=[order sites by what a heap profile measured (go test -memprofile, /debug/pprof/heap); several are added up]:FILE:_files' \
    '(--base)--base=[with --profile: an earlier profile of the same program, taken off]:FILE:_files' \
    '*--cover=[say which sites a run executed: a coverage profile (go test -coverprofile) or a folder of GOCOVERDIR; may be repeated]:PATH:_files' \
    '(--binary)--binary=[with --profile: the program that wrote it; another build id is refused, and how it was built is shown]:FILE:_files' \
    '*--per=[with --profile: show costs for one of N too (request=1200); counters in comments of the profile are taken as well; may be repeated]:NAME=N: ' \
    '*--path-map=[files that --profile and --cover name FROM/… are those below TO, a folder of the module (. is its root); may be repeated]:FROM=TO: ' \
    '(--output -o)--output=[write the result to a file]:PATH:_files' \
    '(--output -o)-o+[write the result to a file]:PATH:_files' \
    '(--directory -C)--directory=[run as if started in DIR]:DIR:_files -/' \
    '(--directory -C)-C+[run as if started in DIR]:DIR:_files -/' \
    '(--config)--config=[take settings from this file, not from stackward.jsonc]:FILE:_files' \
    '(--no-config)--no-config[take no settings from a file]' \
    '(--tests)--tests[include test files and test variants]' \
    '*--deps=[look into these dependencies too (golang.org/x/..., std); Go compiles them and all that imports them again, once; may be repeated]:PATTERN:(std all)' \
    '(--go)--go=[use this Go release (1.24, 1.24.13); Go fetches it when it is not there]:VERSION: ' \
    '(--goos)--goos=[analyse for this operating system; of a list `check` makes one report of several builds]:OS,…:(linux darwin windows freebsd js wasip1)' \
    '(--goarch)--goarch=[analyse for this architecture; of a list `check` makes one report of several builds]:ARCH,…:(amd64 arm64 386 arm riscv64 wasm loong64 ppc64le s390x)' \
    '*--tags=[build tags, as for `go build`; given several times: `check` makes one report of as many builds (--tags= is one without tags)]:LIST: ' \
    '(--race)--race[build with the race detector]' \
    '(--pgo)--pgo=[profile for PGO, `auto` or `off`, as for `go build`]:FILE:{compadd -- auto off; _files}' \
    '(--overlay)--overlay=[overlay file, as for `go build`]:FILE:_files' \
    '(--mod)--mod=[readonly, vendor or mod, as for `go build`]:MODE:(readonly vendor mod)' \
    '*--gcflags=[compiler flags, put in front of those that stackward needs; may be repeated]:PATTERN=FLAGS: ' \
    '(--no-cache)--no-cache[read everything again: take nothing from the cache of results and put nothing into it]' \
    '(--timeout)--timeout=[end a Go command that takes longer]:SECONDS: ' \
    '(--width)--width=[cut lines at so many columns, 0: never (default: the terminal’s, never in a pipe or file)]:COLUMNS: ' \
    '(--color)--color=[colours (default auto: only on a terminal, honours NO_COLOR)]:color:(auto always never)' \
    '(--quiet -q)--quiet[no progress and no hints on standard error]' \
    '(--quiet -q)-q[no progress and no hints on standard error]' \
    '(--timing)--timing[print how long each stage took on standard error]' \
    '(--help -h)--help[show this help]' \
    '(--help -h)-h[show this help]' \
    '*:TARGET…:_files'
}

_stackward_gate() {
  _arguments -s \
    '(--format -f)--format=[form of the result: text, json, html, markdown, markdown-summary, sarif, junit, gitlab, github, rdjsonl, openmetrics (default text); with =FILE it is written there, and several can be given: -f text -f sarif=out.sarif]:FORMAT=FILE:(text json html markdown markdown-summary sarif junit gitlab github rdjsonl openmetrics)' \
    '(--format -f)-f+[form of the result: text, json, html, markdown, markdown-summary, sarif, junit, gitlab, github, rdjsonl, openmetrics (default text); with =FILE it is written there, and several can be given: -f text -f sarif=out.sarif]:FORMAT=FILE:(text json html markdown markdown-summary sarif junit gitlab github rdjsonl openmetrics)' \
    '(--self-test)--self-test[plant allocations in a copy of HEAD, and move them: prove that this gate goes red, and only when it should]' \
    '(--base)--base=[compare with the merge base of this revision (default: of the branch that the CI names, else of the default branch)]:REV: ' \
    '(--fingerprint)--fingerprint=[with -f sarif: what GitHub tells results apart by (default semantic, which no edit around changes); codeql is what its upload action works out, which then does not warn]:fingerprint:(semantic codeql)' \
    '(--bench)--bench=[run the benchmarks that match on both sides, in turn, and judge their allocs/op and B/op (`worse-benchmark` of the policy, and budgets); --bench . runs all]:REGEXP: ' \
    '(--bench-result)--bench-result=[judge these results of this code: text of `go test -bench . -benchmem`, or of `bench -f json`, which says where it allocates; budgets of benchmarks need it]:FILE:_files' \
    '(--bench-base)--bench-base=[with --bench-result: results of the base, of the same kind]:FILE:_files' \
    '(--benchtime)--benchtime=[operations of a run (1000x), or how long it may take (500ms), of which their number follows (default 500ms); a second run has twice as many]:TIME: ' \
    '(--count)--count=[with --bench: runs of each benchmark on each side (default 6); less than 4 bear no statistics]:N: ' \
    '(--cpu)--cpu=[measure with each of these values of GOMAXPROCS: 1,2,4]:LIST: ' \
    '(--no-race)--no-race[do not build with the race detector to tell objects apart that share blocks of 16 bytes; they are then one line]' \
    '*--profile=[order sites by what a heap profile measured (go test -memprofile, /debug/pprof/heap); several are added up]:FILE:_files' \
    '*--cover=[say which sites a run executed: a coverage profile (go test -coverprofile) or a folder of GOCOVERDIR; may be repeated]:PATH:_files' \
    '(--baseline)--baseline=[judge only what is not in this file, which `baseline create` made]:FILE:_files' \
    '(--incomparable)--incomparable=[whether a baseline of another toolchain or other flags is told only, or ends with 2 (default pass)]:incomparable:(pass fail)' \
    '(--binary)--binary=[with --profile: the program that wrote it; another build id is refused, and how it was built is shown]:FILE:_files' \
    '*--per=[with --profile: show costs for one of N too (request=1200); counters in comments of the profile are taken as well; may be repeated]:NAME=N: ' \
    '*--path-map=[files that --profile and --cover name FROM/… are those below TO, a folder of the module (. is its root); may be repeated]:FROM=TO: ' \
    '(--all)--all[explain every new place, not only the first ones]' \
    '(--output -o)--output=[write the result to a file]:PATH:_files' \
    '(--output -o)-o+[write the result to a file]:PATH:_files' \
    '(--no-source)--no-source[with -f html: put no source text into the page]' \
    '(--directory -C)--directory=[run as if started in DIR]:DIR:_files -/' \
    '(--directory -C)-C+[run as if started in DIR]:DIR:_files -/' \
    '(--config)--config=[take settings from this file, not from stackward.jsonc]:FILE:_files' \
    '(--no-config)--no-config[take no settings from a file]' \
    '(--tests)--tests[include test files and test variants]' \
    '*--deps=[look into these dependencies too (golang.org/x/..., std); Go compiles them and all that imports them again, once; may be repeated]:PATTERN:(std all)' \
    '(--go)--go=[use this Go release (1.24, 1.24.13); Go fetches it when it is not there]:VERSION: ' \
    '(--goos)--goos=[analyse for this operating system; of a list `check` makes one report of several builds]:OS,…:(linux darwin windows freebsd js wasip1)' \
    '(--goarch)--goarch=[analyse for this architecture; of a list `check` makes one report of several builds]:ARCH,…:(amd64 arm64 386 arm riscv64 wasm loong64 ppc64le s390x)' \
    '*--tags=[build tags, as for `go build`; given several times: `check` makes one report of as many builds (--tags= is one without tags)]:LIST: ' \
    '(--race)--race[build with the race detector]' \
    '(--pgo)--pgo=[profile for PGO, `auto` or `off`, as for `go build`]:FILE:{compadd -- auto off; _files}' \
    '(--mod)--mod=[readonly, vendor or mod, as for `go build`]:MODE:(readonly vendor mod)' \
    '*--gcflags=[compiler flags, put in front of those that stackward needs; may be repeated]:PATTERN=FLAGS: ' \
    '(--no-cache)--no-cache[read everything again: take nothing from the cache of results and put nothing into it]' \
    '(--timeout)--timeout=[end a Go command that takes longer]:SECONDS: ' \
    '(--width)--width=[cut lines at so many columns, 0: never (default: the terminal’s, never in a pipe or file)]:COLUMNS: ' \
    '(--color)--color=[colours (default auto: only on a terminal, honours NO_COLOR)]:color:(auto always never)' \
    '(--quiet -q)--quiet[no progress and no hints on standard error]' \
    '(--quiet -q)-q[no progress and no hints on standard error]' \
    '(--timing)--timing[print how long each stage took on standard error]' \
    '(--help -h)--help[show this help]' \
    '(--help -h)-h[show this help]' \
    '*:packages:_stackward_packages'
}

_stackward_diff() {
  _arguments -s \
    '(--format -f)--format=[form of the result: text, json, html, markdown, markdown-summary, sarif, junit, gitlab, github, rdjsonl, openmetrics (default text); with =FILE it is written there, and several can be given: -f text -f sarif=out.sarif]:FORMAT=FILE:(text json html markdown markdown-summary sarif junit gitlab github rdjsonl openmetrics)' \
    '(--format -f)-f+[form of the result: text, json, html, markdown, markdown-summary, sarif, junit, gitlab, github, rdjsonl, openmetrics (default text); with =FILE it is written there, and several can be given: -f text -f sarif=out.sarif]:FORMAT=FILE:(text json html markdown markdown-summary sarif junit gitlab github rdjsonl openmetrics)' \
    '(--incomparable)--incomparable=[what two builds that cannot be compared end with: 0 (default pass) or 2]:incomparable:(pass fail)' \
    '(--fingerprint)--fingerprint=[with -f sarif: what GitHub tells results apart by (default semantic, which no edit around changes); codeql is what its upload action works out, which then does not warn]:fingerprint:(semantic codeql)' \
    '(--all)--all[explain every new place, not only the first ones]' \
    '(--output -o)--output=[write the result to a file]:PATH:_files' \
    '(--output -o)-o+[write the result to a file]:PATH:_files' \
    '(--config)--config=[take settings from this file, not from stackward.jsonc]:FILE:_files' \
    '(--no-config)--no-config[take no settings from a file]' \
    '(--width)--width=[cut lines at so many columns, 0: never (default: the terminal’s, never in a pipe or file)]:COLUMNS: ' \
    '(--color)--color=[colours (default auto: only on a terminal, honours NO_COLOR)]:color:(auto always never)' \
    '(--quiet -q)--quiet[no progress and no hints on standard error]' \
    '(--quiet -q)-q[no progress and no hints on standard error]' \
    '(--help -h)--help[show this help]' \
    '(--help -h)-h[show this help]' \
    '*:A B:_files'
}

_stackward_compare() {
  _arguments -s \
    '(--format -f)--format=[form of the result: text, json, html, markdown (default text); with =FILE it is written there, and several can be given: -f text -f sarif=out.sarif]:FORMAT=FILE:(text json html markdown)' \
    '(--format -f)-f+[form of the result: text, json, html, markdown (default text); with =FILE it is written there, and several can be given: -f text -f sarif=out.sarif]:FORMAT=FILE:(text json html markdown)' \
    '(--from)--from=[the Go release to upgrade from (default: the installed one)]:VERSION: ' \
    '(--to)--to=[the Go release to upgrade to (default: the installed one)]:VERSION: ' \
    '(--rev)--rev=[compare these revisions; a single one with the working tree]:REV,…: ' \
    '(--pgo-inline-budget)--pgo-inline-budget=[what a hot function may cost to be inlined with a profile (-d=pgoinlinebudget, 2000 without it)]:N,…: ' \
    '(--production)--production=[compare what this `go build` command ships with what `check` builds, and with what -gcflags="-m -l" tells]:COMMAND: ' \
    '(--binary)--binary=[the linked program, ELF, Mach-O or PE, of Go 1.22 or later; what is built here is built for its platform and with its tags, unless flags say otherwise]:FILE:_files' \
    '(--bench)--bench=[run the benchmarks that match, of packages in which something is gained, in the two builds that say most, in turn, and compare them as `bench --compare` does; --bench . runs all]:REGEXP: ' \
    '(--benchtime)--benchtime=[operations of a run (1000x), or how long it may take (500ms), of which their number follows (default 500ms); a second run has twice as many]:TIME: ' \
    '(--count)--count=[with --bench: runs of each benchmark on each side (default 6); less than 4 bear no statistics]:N: ' \
    '(--cpu)--cpu=[measure with each of these values of GOMAXPROCS: 1,2,4]:LIST: ' \
    '(--no-race)--no-race[do not build with the race detector to tell objects apart that share blocks of 16 bytes; they are then one line]' \
    '*--profile=[order sites by what a heap profile measured (go test -memprofile, /debug/pprof/heap); several are added up]:FILE:_files' \
    '*--cover=[say which sites a run executed: a coverage profile (go test -coverprofile) or a folder of GOCOVERDIR; may be repeated]:PATH:_files' \
    '*--per=[with --profile: show costs for one of N too (request=1200); counters in comments of the profile are taken as well; may be repeated]:NAME=N: ' \
    '*--path-map=[files that --profile and --cover name FROM/… are those below TO, a folder of the module (. is its root); may be repeated]:FROM=TO: ' \
    '(--where)--where=[list only sites that match, for instance `outcome:paper pkg:./store/... size>64 in:loop`]:QUERY: ' \
    '(--top)--top=[list so many sites (default 20)]:N: ' \
    '(--all)--all[list every place that differs, those in words only too; with --binary every site that is gone or not known, and every call at no site]' \
    '(--output -o)--output=[write the result to a file]:PATH:_files' \
    '(--output -o)-o+[write the result to a file]:PATH:_files' \
    '(--directory -C)--directory=[run as if started in DIR]:DIR:_files -/' \
    '(--directory -C)-C+[run as if started in DIR]:DIR:_files -/' \
    '(--config)--config=[take settings from this file, not from stackward.jsonc]:FILE:_files' \
    '(--no-config)--no-config[take no settings from a file]' \
    '(--tests)--tests[include test files and test variants]' \
    '*--deps=[look into these dependencies too (golang.org/x/..., std); Go compiles them and all that imports them again, once; may be repeated]:PATTERN:(std all)' \
    '(--go)--go=[compare these Go releases (1.24, 1.24.13), which Go fetches where they are not there; a single one with the installed Go]:VERSION,…: ' \
    '(--goos)--goos=[analyse for this operating system; of a list `check` makes one report of several builds]:OS,…:(linux darwin windows freebsd js wasip1)' \
    '(--goarch)--goarch=[analyse for this architecture; of a list `check` makes one report of several builds]:ARCH,…:(amd64 arm64 386 arm riscv64 wasm loong64 ppc64le s390x)' \
    '*--tags=[build tags, as for `go build`; given several times: `check` makes one report of as many builds (--tags= is one without tags)]:LIST: ' \
    '(--race)--race[build with the race detector]' \
    '(--pgo)--pgo=[compare builds with these profiles for PGO, `auto` or `off`; a single one with the plain build]:FILE,…:(auto off)' \
    '(--overlay)--overlay=[overlay file, as for `go build`]:FILE:_files' \
    '(--mod)--mod=[readonly, vendor or mod, as for `go build`]:MODE:(readonly vendor mod)' \
    '*--gcflags=[compiler flags, put in front of those that stackward needs; may be repeated]:PATTERN=FLAGS: ' \
    '(--no-cache)--no-cache[read everything again: take nothing from the cache of results and put nothing into it]' \
    '(--timeout)--timeout=[end a Go command that takes longer]:SECONDS: ' \
    '(--width)--width=[cut lines at so many columns, 0: never (default: the terminal’s, never in a pipe or file)]:COLUMNS: ' \
    '(--color)--color=[colours (default auto: only on a terminal, honours NO_COLOR)]:color:(auto always never)' \
    '(--quiet -q)--quiet[no progress and no hints on standard error]' \
    '(--quiet -q)-q[no progress and no hints on standard error]' \
    '(--timing)--timing[print how long each stage took on standard error]' \
    '(--help -h)--help[show this help]' \
    '(--help -h)-h[show this help]' \
    '*:packages:_stackward_packages'
}

_stackward_baseline_create() {
  _arguments -s \
    '(--baseline)--baseline=[judge only what is not in this file, which `baseline create` made]:FILE:_files' \
    '(--directory -C)--directory=[run as if started in DIR]:DIR:_files -/' \
    '(--directory -C)-C+[run as if started in DIR]:DIR:_files -/' \
    '(--config)--config=[take settings from this file, not from stackward.jsonc]:FILE:_files' \
    '(--no-config)--no-config[take no settings from a file]' \
    '(--tests)--tests[include test files and test variants]' \
    '*--deps=[look into these dependencies too (golang.org/x/..., std); Go compiles them and all that imports them again, once; may be repeated]:PATTERN:(std all)' \
    '(--go)--go=[use this Go release (1.24, 1.24.13); Go fetches it when it is not there]:VERSION: ' \
    '(--goos)--goos=[analyse for this operating system; of a list `check` makes one report of several builds]:OS,…:(linux darwin windows freebsd js wasip1)' \
    '(--goarch)--goarch=[analyse for this architecture; of a list `check` makes one report of several builds]:ARCH,…:(amd64 arm64 386 arm riscv64 wasm loong64 ppc64le s390x)' \
    '*--tags=[build tags, as for `go build`; given several times: `check` makes one report of as many builds (--tags= is one without tags)]:LIST: ' \
    '(--race)--race[build with the race detector]' \
    '(--pgo)--pgo=[profile for PGO, `auto` or `off`, as for `go build`]:FILE:{compadd -- auto off; _files}' \
    '(--overlay)--overlay=[overlay file, as for `go build`]:FILE:_files' \
    '(--mod)--mod=[readonly, vendor or mod, as for `go build`]:MODE:(readonly vendor mod)' \
    '*--gcflags=[compiler flags, put in front of those that stackward needs; may be repeated]:PATTERN=FLAGS: ' \
    '(--no-cache)--no-cache[read everything again: take nothing from the cache of results and put nothing into it]' \
    '(--timeout)--timeout=[end a Go command that takes longer]:SECONDS: ' \
    '(--color)--color=[colours (default auto: only on a terminal, honours NO_COLOR)]:color:(auto always never)' \
    '(--quiet -q)--quiet[no progress and no hints on standard error]' \
    '(--quiet -q)-q[no progress and no hints on standard error]' \
    '(--timing)--timing[print how long each stage took on standard error]' \
    '(--help -h)--help[show this help]' \
    '(--help -h)-h[show this help]' \
    '*:packages:_stackward_packages'
}

_stackward_baseline_prune() {
  _arguments -s \
    '(--baseline)--baseline=[judge only what is not in this file, which `baseline create` made]:FILE:_files' \
    '(--all)--all[name every entry that is taken out]' \
    '(--directory -C)--directory=[run as if started in DIR]:DIR:_files -/' \
    '(--directory -C)-C+[run as if started in DIR]:DIR:_files -/' \
    '(--config)--config=[take settings from this file, not from stackward.jsonc]:FILE:_files' \
    '(--no-config)--no-config[take no settings from a file]' \
    '(--tests)--tests[include test files and test variants]' \
    '*--deps=[look into these dependencies too (golang.org/x/..., std); Go compiles them and all that imports them again, once; may be repeated]:PATTERN:(std all)' \
    '(--go)--go=[use this Go release (1.24, 1.24.13); Go fetches it when it is not there]:VERSION: ' \
    '(--goos)--goos=[analyse for this operating system; of a list `check` makes one report of several builds]:OS,…:(linux darwin windows freebsd js wasip1)' \
    '(--goarch)--goarch=[analyse for this architecture; of a list `check` makes one report of several builds]:ARCH,…:(amd64 arm64 386 arm riscv64 wasm loong64 ppc64le s390x)' \
    '*--tags=[build tags, as for `go build`; given several times: `check` makes one report of as many builds (--tags= is one without tags)]:LIST: ' \
    '(--race)--race[build with the race detector]' \
    '(--pgo)--pgo=[profile for PGO, `auto` or `off`, as for `go build`]:FILE:{compadd -- auto off; _files}' \
    '(--overlay)--overlay=[overlay file, as for `go build`]:FILE:_files' \
    '(--mod)--mod=[readonly, vendor or mod, as for `go build`]:MODE:(readonly vendor mod)' \
    '*--gcflags=[compiler flags, put in front of those that stackward needs; may be repeated]:PATTERN=FLAGS: ' \
    '(--no-cache)--no-cache[read everything again: take nothing from the cache of results and put nothing into it]' \
    '(--timeout)--timeout=[end a Go command that takes longer]:SECONDS: ' \
    '(--color)--color=[colours (default auto: only on a terminal, honours NO_COLOR)]:color:(auto always never)' \
    '(--quiet -q)--quiet[no progress and no hints on standard error]' \
    '(--quiet -q)-q[no progress and no hints on standard error]' \
    '(--timing)--timing[print how long each stage took on standard error]' \
    '(--help -h)--help[show this help]' \
    '(--help -h)-h[show this help]' \
    '*:packages:_stackward_packages'
}

_stackward_baseline_accept() {
  _arguments -s \
    '(--baseline)--baseline=[judge only what is not in this file, which `baseline create` made]:FILE:_files' \
    '(--reason)--reason=[why it may stay]:TEXT: ' \
    '(--until)--until=[the last day on which it is accepted, as 2026-12-31 (default: for good)]:DATE: ' \
    '(--directory -C)--directory=[run as if started in DIR]:DIR:_files -/' \
    '(--directory -C)-C+[run as if started in DIR]:DIR:_files -/' \
    '(--config)--config=[take settings from this file, not from stackward.jsonc]:FILE:_files' \
    '(--no-config)--no-config[take no settings from a file]' \
    '(--tests)--tests[include test files and test variants]' \
    '*--deps=[look into these dependencies too (golang.org/x/..., std); Go compiles them and all that imports them again, once; may be repeated]:PATTERN:(std all)' \
    '(--go)--go=[use this Go release (1.24, 1.24.13); Go fetches it when it is not there]:VERSION: ' \
    '(--goos)--goos=[analyse for this operating system; of a list `check` makes one report of several builds]:OS,…:(linux darwin windows freebsd js wasip1)' \
    '(--goarch)--goarch=[analyse for this architecture; of a list `check` makes one report of several builds]:ARCH,…:(amd64 arm64 386 arm riscv64 wasm loong64 ppc64le s390x)' \
    '*--tags=[build tags, as for `go build`; given several times: `check` makes one report of as many builds (--tags= is one without tags)]:LIST: ' \
    '(--race)--race[build with the race detector]' \
    '(--pgo)--pgo=[profile for PGO, `auto` or `off`, as for `go build`]:FILE:{compadd -- auto off; _files}' \
    '(--overlay)--overlay=[overlay file, as for `go build`]:FILE:_files' \
    '(--mod)--mod=[readonly, vendor or mod, as for `go build`]:MODE:(readonly vendor mod)' \
    '*--gcflags=[compiler flags, put in front of those that stackward needs; may be repeated]:PATTERN=FLAGS: ' \
    '(--no-cache)--no-cache[read everything again: take nothing from the cache of results and put nothing into it]' \
    '(--timeout)--timeout=[end a Go command that takes longer]:SECONDS: ' \
    '(--color)--color=[colours (default auto: only on a terminal, honours NO_COLOR)]:color:(auto always never)' \
    '(--quiet -q)--quiet[no progress and no hints on standard error]' \
    '(--quiet -q)-q[no progress and no hints on standard error]' \
    '(--timing)--timing[print how long each stage took on standard error]' \
    '(--help -h)--help[show this help]' \
    '(--help -h)-h[show this help]' \
    '*:ID packages:()'
}

_stackward_baseline_explain() {
  _arguments -s \
    '(--baseline)--baseline=[judge only what is not in this file, which `baseline create` made]:FILE:_files' \
    '(--directory -C)--directory=[run as if started in DIR]:DIR:_files -/' \
    '(--directory -C)-C+[run as if started in DIR]:DIR:_files -/' \
    '(--config)--config=[take settings from this file, not from stackward.jsonc]:FILE:_files' \
    '(--no-config)--no-config[take no settings from a file]' \
    '(--help -h)--help[show this help]' \
    '(--help -h)-h[show this help]' \
    '*:ID:()'
}

_stackward_baseline_rebase() {
  _arguments -s \
    '(--baseline)--baseline=[judge only what is not in this file, which `baseline create` made]:FILE:_files' \
    '(--with-new)--with-new[add what allocates here and is not in it, as legacy]' \
    '(--all)--all[name every entry that is taken out]' \
    '(--directory -C)--directory=[run as if started in DIR]:DIR:_files -/' \
    '(--directory -C)-C+[run as if started in DIR]:DIR:_files -/' \
    '(--config)--config=[take settings from this file, not from stackward.jsonc]:FILE:_files' \
    '(--no-config)--no-config[take no settings from a file]' \
    '(--tests)--tests[include test files and test variants]' \
    '*--deps=[look into these dependencies too (golang.org/x/..., std); Go compiles them and all that imports them again, once; may be repeated]:PATTERN:(std all)' \
    '(--go)--go=[use this Go release (1.24, 1.24.13); Go fetches it when it is not there]:VERSION: ' \
    '(--goos)--goos=[analyse for this operating system; of a list `check` makes one report of several builds]:OS,…:(linux darwin windows freebsd js wasip1)' \
    '(--goarch)--goarch=[analyse for this architecture; of a list `check` makes one report of several builds]:ARCH,…:(amd64 arm64 386 arm riscv64 wasm loong64 ppc64le s390x)' \
    '*--tags=[build tags, as for `go build`; given several times: `check` makes one report of as many builds (--tags= is one without tags)]:LIST: ' \
    '(--race)--race[build with the race detector]' \
    '(--pgo)--pgo=[profile for PGO, `auto` or `off`, as for `go build`]:FILE:{compadd -- auto off; _files}' \
    '(--overlay)--overlay=[overlay file, as for `go build`]:FILE:_files' \
    '(--mod)--mod=[readonly, vendor or mod, as for `go build`]:MODE:(readonly vendor mod)' \
    '*--gcflags=[compiler flags, put in front of those that stackward needs; may be repeated]:PATTERN=FLAGS: ' \
    '(--no-cache)--no-cache[read everything again: take nothing from the cache of results and put nothing into it]' \
    '(--timeout)--timeout=[end a Go command that takes longer]:SECONDS: ' \
    '(--color)--color=[colours (default auto: only on a terminal, honours NO_COLOR)]:color:(auto always never)' \
    '(--quiet -q)--quiet[no progress and no hints on standard error]' \
    '(--quiet -q)-q[no progress and no hints on standard error]' \
    '(--timing)--timing[print how long each stage took on standard error]' \
    '(--help -h)--help[show this help]' \
    '(--help -h)-h[show this help]' \
    '*:packages:_stackward_packages'
}

_stackward_baseline_merge() {
  _arguments -s \
    '(--help -h)--help[show this help]' \
    '(--help -h)-h[show this help]' \
    '*:BASE OURS THEIRS:_files'
}

_stackward_bench() {
  _arguments -s \
    '(--format -f)--format=[form of the result (default text); markdown is for a comment]:format:(text json markdown)' \
    '(--format -f)-f+[form of the result (default text); markdown is for a comment]:format:(text json markdown)' \
    '(--bench)--bench=[run the benchmarks that match, as for `go test -bench` (default .); sub-benchmarks behind /]:REGEXP: ' \
    '(--benchtime)--benchtime=[operations of a run (1000x), or how long it may take (500ms), of which their number follows (default 500ms); a second run has twice as many]:TIME: ' \
    '(--count)--count=[measure each benchmark N times; amounts are the mean. With --compare and two revisions: runs of each (default 6)]:N: ' \
    '(--cpu)--cpu=[measure with each of these values of GOMAXPROCS: 1,2,4]:LIST: ' \
    '(--no-race)--no-race[do not build with the race detector to tell objects apart that share blocks of 16 bytes; they are then one line]' \
    '(--compare)--compare=[two texts of `go test -bench`, two results of `bench -f json`, or two revisions, which are built and run in turn; - is standard input]:OLD NEW:_files' \
    '*--ignore=[configuration that does not part results, such as cpu or commit; several are parted by commas]:KEYS: ' \
    '(--alpha)--alpha=[a difference is one when chance alone makes it with a probability of at most P (default 0.05)]:P: ' \
    '(--confidence)--confidence=[level of the intervals behind ± (default 0.95)]:LEVEL: ' \
    '(--all)--all[list every place of each benchmark]' \
    '(--output -o)--output=[write the result to a file]:PATH:_files' \
    '(--output -o)-o+[write the result to a file]:PATH:_files' \
    '(--directory -C)--directory=[run as if started in DIR]:DIR:_files -/' \
    '(--directory -C)-C+[run as if started in DIR]:DIR:_files -/' \
    '(--config)--config=[take settings from this file, not from stackward.jsonc]:FILE:_files' \
    '(--no-config)--no-config[take no settings from a file]' \
    '*--deps=[look into these dependencies too (golang.org/x/..., std); Go compiles them and all that imports them again, once; may be repeated]:PATTERN:(std all)' \
    '(--go)--go=[use this Go release (1.24, 1.24.13); Go fetches it when it is not there]:VERSION: ' \
    '*--tags=[build tags, as for `go build`; given several times: `check` makes one report of as many builds (--tags= is one without tags)]:LIST: ' \
    '(--race)--race[build with the race detector]' \
    '(--pgo)--pgo=[profile for PGO, `auto` or `off`, as for `go build`]:FILE:{compadd -- auto off; _files}' \
    '(--overlay)--overlay=[overlay file, as for `go build`]:FILE:_files' \
    '(--mod)--mod=[readonly, vendor or mod, as for `go build`]:MODE:(readonly vendor mod)' \
    '*--gcflags=[compiler flags, put in front of those that stackward needs; may be repeated]:PATTERN=FLAGS: ' \
    '(--no-cache)--no-cache[read everything again: take nothing from the cache of results and put nothing into it]' \
    '(--timeout)--timeout=[end a Go command that takes longer, and a run of a benchmark (those after 120 without this flag)]:SECONDS: ' \
    '(--width)--width=[cut lines at so many columns, 0: never (default: the terminal’s, never in a pipe or file)]:COLUMNS: ' \
    '(--color)--color=[colours (default auto: only on a terminal, honours NO_COLOR)]:color:(auto always never)' \
    '(--quiet -q)--quiet[no progress and no hints on standard error]' \
    '(--quiet -q)-q[no progress and no hints on standard error]' \
    '(--timing)--timing[print how long each stage took on standard error]' \
    '(--help -h)--help[show this help]' \
    '(--help -h)-h[show this help]' \
    '*:packages:_stackward_packages'
}

_stackward_debug_gather() {
  _arguments -s \
    '*--profile=[order sites by what a heap profile measured (go test -memprofile, /debug/pprof/heap); several are added up]:FILE:_files' \
    '(--base)--base=[with --profile: an earlier profile of the same program, taken off]:FILE:_files' \
    '*--cover=[say which sites a run executed: a coverage profile (go test -coverprofile) or a folder of GOCOVERDIR; may be repeated]:PATH:_files' \
    '(--binary)--binary=[with --profile: the program that wrote it; another build id is refused, and how it was built is shown]:FILE:_files' \
    '*--per=[with --profile: show costs for one of N too (request=1200); counters in comments of the profile are taken as well; may be repeated]:NAME=N: ' \
    '*--path-map=[files that --profile and --cover name FROM/… are those below TO, a folder of the module (. is its root); may be repeated]:FROM=TO: ' \
    '(--output -o)--output=[the folder to write, new or empty]:DIR:_files -/' \
    '(--output -o)-o+[the folder to write, new or empty]:DIR:_files -/' \
    '(--no-source)--no-source[keep no source text, only spans and hashes]' \
    '(--directory -C)--directory=[run as if started in DIR]:DIR:_files -/' \
    '(--directory -C)-C+[run as if started in DIR]:DIR:_files -/' \
    '(--config)--config=[take settings from this file, not from stackward.jsonc]:FILE:_files' \
    '(--no-config)--no-config[take no settings from a file]' \
    '(--tests)--tests[include test files and test variants]' \
    '*--deps=[look into these dependencies too (golang.org/x/..., std); Go compiles them and all that imports them again, once; may be repeated]:PATTERN:(std all)' \
    '(--go)--go=[use this Go release (1.24, 1.24.13); Go fetches it when it is not there]:VERSION: ' \
    '(--goos)--goos=[analyse for this operating system; of a list `check` makes one report of several builds]:OS,…:(linux darwin windows freebsd js wasip1)' \
    '(--goarch)--goarch=[analyse for this architecture; of a list `check` makes one report of several builds]:ARCH,…:(amd64 arm64 386 arm riscv64 wasm loong64 ppc64le s390x)' \
    '*--tags=[build tags, as for `go build`; given several times: `check` makes one report of as many builds (--tags= is one without tags)]:LIST: ' \
    '(--race)--race[build with the race detector]' \
    '(--pgo)--pgo=[profile for PGO, `auto` or `off`, as for `go build`]:FILE:{compadd -- auto off; _files}' \
    '(--overlay)--overlay=[overlay file, as for `go build`]:FILE:_files' \
    '(--mod)--mod=[readonly, vendor or mod, as for `go build`]:MODE:(readonly vendor mod)' \
    '*--gcflags=[compiler flags, put in front of those that stackward needs; may be repeated]:PATTERN=FLAGS: ' \
    '(--allow-broken)--allow-broken[let packages that do not compile not decide the exit code; the report then says first what is not in it]' \
    '(--timeout)--timeout=[end a Go command that takes longer]:SECONDS: ' \
    '(--color)--color=[colours (default auto: only on a terminal, honours NO_COLOR)]:color:(auto always never)' \
    '(--quiet -q)--quiet[no progress and no hints on standard error]' \
    '(--quiet -q)-q[no progress and no hints on standard error]' \
    '(--timing)--timing[print how long each stage took on standard error]' \
    '(--help -h)--help[show this help]' \
    '(--help -h)-h[show this help]' \
    '*:packages:_stackward_packages'
}

_stackward_debug_analyze() {
  _arguments -s \
    '(--format -f)--format=[form of the result: text, json, html, svg, markdown, markdown-summary, sarif, junit, gitlab, github, rdjsonl, openmetrics (default text); with =FILE it is written there, and several can be given: -f text -f sarif=out.sarif]:FORMAT=FILE:(text json html svg markdown markdown-summary sarif junit gitlab github rdjsonl openmetrics)' \
    '(--format -f)-f+[form of the result: text, json, html, svg, markdown, markdown-summary, sarif, junit, gitlab, github, rdjsonl, openmetrics (default text); with =FILE it is written there, and several can be given: -f text -f sarif=out.sarif]:FORMAT=FILE:(text json html svg markdown markdown-summary sarif junit gitlab github rdjsonl openmetrics)' \
    '(--fingerprint)--fingerprint=[with -f sarif: what GitHub tells results apart by (default semantic, which no edit around changes); codeql is what its upload action works out, which then does not warn]:fingerprint:(semantic codeql)' \
    '(--facts)--facts[with -f json: add every verdict, call and inlining decision that was read]' \
    '*--profile=[order sites by what a heap profile measured (go test -memprofile, /debug/pprof/heap); several are added up]:FILE:_files' \
    '(--base)--base=[with --profile: an earlier profile of the same program, taken off]:FILE:_files' \
    '*--cover=[say which sites a run executed: a coverage profile (go test -coverprofile) or a folder of GOCOVERDIR; may be repeated]:PATH:_files' \
    '(--binary)--binary=[with --profile: the program that wrote it; another build id is refused, and how it was built is shown]:FILE:_files' \
    '*--per=[with --profile: show costs for one of N too (request=1200); counters in comments of the profile are taken as well; may be repeated]:NAME=N: ' \
    '*--path-map=[files that --profile and --cover name FROM/… are those below TO, a folder of the module (. is its root); may be repeated]:FROM=TO: ' \
    '(--where)--where=[list only sites that match, for instance `outcome:paper pkg:./store/... size>64 in:loop`]:QUERY: ' \
    '(--sort)--sort=[order of the list (default rank)]:sort:(rank cost saving position size copies package function)' \
    '(--group)--group=[headings of the list (default none)]:group:(none package function cause type)' \
    '(--top)--top=[list so many sites (default 20)]:N: ' \
    '(--all)--all[list every site that matches]' \
    '(--output -o)--output=[write the result to a file]:PATH:_files' \
    '(--output -o)-o+[write the result to a file]:PATH:_files' \
    '(--width)--width=[cut lines at so many columns, 0: never (default: the terminal’s, never in a pipe or file)]:COLUMNS: ' \
    '(--color)--color=[colours (default auto: only on a terminal, honours NO_COLOR)]:color:(auto always never)' \
    '(--quiet -q)--quiet[no progress and no hints on standard error]' \
    '(--quiet -q)-q[no progress and no hints on standard error]' \
    '(--help -h)--help[show this help]' \
    '(--help -h)-h[show this help]' \
    '*:DIR:_files -/'
}

_stackward_debug_render() {
  _arguments -s \
    '(--format -f)--format=[form of the result: text, json, html, svg, markdown, markdown-summary, sarif, junit, gitlab, github, rdjsonl, openmetrics, mermaid (default text); mermaid is of answers of `explain`, markdown of reports and `bench`; with =FILE it is written there, and several can be given: -f text -f sarif=out.sarif]:FORMAT=FILE:(text json html svg markdown markdown-summary sarif junit gitlab github rdjsonl openmetrics mermaid)' \
    '(--format -f)-f+[form of the result: text, json, html, svg, markdown, markdown-summary, sarif, junit, gitlab, github, rdjsonl, openmetrics, mermaid (default text); mermaid is of answers of `explain`, markdown of reports and `bench`; with =FILE it is written there, and several can be given: -f text -f sarif=out.sarif]:FORMAT=FILE:(text json html svg markdown markdown-summary sarif junit gitlab github rdjsonl openmetrics mermaid)' \
    '(--fingerprint)--fingerprint=[with -f sarif: what GitHub tells results apart by (default semantic, which no edit around changes); codeql is what its upload action works out, which then does not warn]:fingerprint:(semantic codeql)' \
    '(--where)--where=[list only sites that match, for instance `outcome:paper pkg:./store/... size>64 in:loop`]:QUERY: ' \
    '(--sort)--sort=[order of the list (default rank)]:sort:(rank cost saving position size copies package function)' \
    '(--group)--group=[headings of the list (default none)]:group:(none package function cause type)' \
    '(--top)--top=[list so many sites (default 20)]:N: ' \
    '(--all)--all[list every site that matches]' \
    '(--output -o)--output=[write the result to a file]:PATH:_files' \
    '(--output -o)-o+[write the result to a file]:PATH:_files' \
    '(--width)--width=[cut lines at so many columns, 0: never (default: the terminal’s, never in a pipe or file)]:COLUMNS: ' \
    '(--color)--color=[colours (default auto: only on a terminal, honours NO_COLOR)]:color:(auto always never)' \
    '(--quiet -q)--quiet[no progress and no hints on standard error]' \
    '(--quiet -q)-q[no progress and no hints on standard error]' \
    '(--help -h)--help[show this help]' \
    '(--help -h)-h[show this help]' \
    '*:FILE|DIR|-:_files'
}

_stackward_cache_info() {
  _arguments -s \
    '(--format -f)--format=[form of the result (default text)]:format:(text json)' \
    '(--format -f)-f+[form of the result (default text)]:format:(text json)' \
    '(--help -h)--help[show this help]' \
    '(--help -h)-h[show this help]' \
    '*::()'
}

_stackward_cache_clear() {
  _arguments -s \
    '(--help -h)--help[show this help]' \
    '(--help -h)-h[show this help]' \
    '*::()'
}

_stackward_doctor() {
  _arguments -s \
    '(--format -f)--format=[form of the result (default text)]:format:(text json)' \
    '(--format -f)-f+[form of the result (default text)]:format:(text json)' \
    '(--directory -C)--directory=[run as if started in DIR]:DIR:_files -/' \
    '(--directory -C)-C+[run as if started in DIR]:DIR:_files -/' \
    '(--width)--width=[cut lines at so many columns, 0: never (default: the terminal’s, never in a pipe or file)]:COLUMNS: ' \
    '(--help -h)--help[show this help]' \
    '(--help -h)-h[show this help]' \
    '*::()'
}

_stackward_rules() {
  _arguments -s \
    '(--format -f)--format=[form of the result (default text)]:format:(text json)' \
    '(--format -f)-f+[form of the result (default text)]:format:(text json)' \
    '(--width)--width=[cut lines at so many columns, 0: never (default: the terminal’s, never in a pipe or file)]:COLUMNS: ' \
    '(--help -h)--help[show this help]' \
    '(--help -h)-h[show this help]' \
    '*:CODE:(returned stored-in-global stored-in-field stored-through-pointer stored-in-element stored-in-slice stored-in-map stored-in-captured sent captured-by-closure bound-by-method-value go-statement deferred-in-loop passed-to-parameter passed-to-unknown-callee passed-to-panic outlives-iteration size-unknown too-large too-aligned address-hidden append-grows map-grows channel-made map-made buffer-exceeded string-made goroutine-record defer-record slice-leaves-frame unknown sites budget new-allocation worse-allocation new-untested worse-benchmark)'
}

_stackward_completion() {
  _arguments -s \
    '(--help -h)--help[show this help]' \
    '(--help -h)-h[show this help]' \
    '*:bash|zsh|fish:(bash zsh fish)'
}

_stackward() {
  local -a offered
  if (( CURRENT == 2 )); then
    offered=(
      'check:List the places in your code that allocate on the heap\: what, when and why.'
      'serve:Show the report as a page in your browser, built again after each save.'
      'explain:Say why a line or function allocates, how the value comes to the heap, and what would remove it.'
      'gate:Say whether the working tree allocates where the base does not\: new and worse places, each with its reason.'
      'diff:Compare two saved results, reports or bundles, as `gate` does. Needs no Go.'
      'compare:Compare builds of the same code\: what a Go release, a profile, tags, a flag or a revision changes, with the reason.'
      'baseline:baseline create|prune|accept|explain|rebase|merge'
      'bench:Run benchmarks and say where the allocs/op and B/op of each come from; or compare the results of two runs, with the statistics of benchstat.'
      'debug:debug gather|analyze|render'
      'cache:cache info|clear'
      'doctor:Look at Go, its folders and settings, the module and all else that `check` needs, and say what to do.'
      'rules:List the causes that a report can name and the rules of the policy; with a code say all about one.'
      'completion:Write a completion script for a shell.'
    )
    _describe -t commands command offered
    return
  fi
  case $words[2] in
    check) shift words; (( CURRENT-- )); _stackward_check ;;
    serve) shift words; (( CURRENT-- )); _stackward_serve ;;
    explain) shift words; (( CURRENT-- )); _stackward_explain ;;
    gate) shift words; (( CURRENT-- )); _stackward_gate ;;
    diff) shift words; (( CURRENT-- )); _stackward_diff ;;
    compare) shift words; (( CURRENT-- )); _stackward_compare ;;
    baseline)
      if (( CURRENT == 3 )); then
        offered=(
          'create:Write down which allocations are there already, so that `check` and `gate` judge only others.'
          'prune:Take out of a baseline what is gone from the code. Nothing comes in.'
          'accept:Accept one allocation on purpose, with a reason, until a day or for good.'
          'explain:Say what a baseline knows of one allocation. Needs no Go.'
          'rebase:Make a baseline fit another toolchain or other flags. What is new there stays new.'
          'merge:Merge two versions of a baseline into OURS\: the merge driver for git. Needs no Go.'
        )
        _describe -t commands command offered
        return
      fi
      case $words[3] in
        create) shift 2 words; (( CURRENT -= 2 )); _stackward_baseline_create ;;
        prune) shift 2 words; (( CURRENT -= 2 )); _stackward_baseline_prune ;;
        accept) shift 2 words; (( CURRENT -= 2 )); _stackward_baseline_accept ;;
        explain) shift 2 words; (( CURRENT -= 2 )); _stackward_baseline_explain ;;
        rebase) shift 2 words; (( CURRENT -= 2 )); _stackward_baseline_rebase ;;
        merge) shift 2 words; (( CURRENT -= 2 )); _stackward_baseline_merge ;;
      esac
      ;;
    bench) shift words; (( CURRENT-- )); _stackward_bench ;;
    debug)
      if (( CURRENT == 3 )); then
        offered=(
          'gather:Write what the readers found into a folder that needs no Go to be looked at again.'
          'analyze:Show the report of a bundle. Needs no Go.'
          'render:Show a document that was saved\: of `check -f json`, of `explain -f json`, or the report in a bundle. Needs no Go.'
        )
        _describe -t commands command offered
        return
      fi
      case $words[3] in
        gather) shift 2 words; (( CURRENT -= 2 )); _stackward_debug_gather ;;
        analyze) shift 2 words; (( CURRENT -= 2 )); _stackward_debug_analyze ;;
        render) shift 2 words; (( CURRENT -= 2 )); _stackward_debug_render ;;
      esac
      ;;
    cache)
      if (( CURRENT == 3 )); then
        offered=(
          'info:Say where results are kept between runs, and how much it is.'
          'clear:Remove what is kept between runs; the next run reads everything again.'
        )
        _describe -t commands command offered
        return
      fi
      case $words[3] in
        info) shift 2 words; (( CURRENT -= 2 )); _stackward_cache_info ;;
        clear) shift 2 words; (( CURRENT -= 2 )); _stackward_cache_clear ;;
      esac
      ;;
    doctor) shift words; (( CURRENT-- )); _stackward_doctor ;;
    rules) shift words; (( CURRENT-- )); _stackward_rules ;;
    completion) shift words; (( CURRENT-- )); _stackward_completion ;;
  esac
}

if [[ $funcstack[1] == _stackward ]]; then
  _stackward "$@"
else
  compdef _stackward stackward
fi
