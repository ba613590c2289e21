# Completion of stackward for fish: stackward completion fish > ~/.config/fish/completions/stackward.fish

# Whether the first words are these.
function __stackward_is
    set -l words (commandline -opc)
    set -l last (math 1 + (count $argv))
    test (count $words) -ge $last; and test "$words[2..$last]" = "$argv"
end

# Whether so many words stand before the one that is completed.
function __stackward_at
    test (count (commandline -opc)) -eq $argv[1]
end

complete -c stackward -f
complete -c stackward -n '__stackward_at 1' -a check -d 'List the calls that allocate on the heap, by written place, with the compiler’s lines there.'
complete -c stackward -n '__stackward_at 1' -a debug -d 'debug gather|analyze'
complete -c stackward -n '__stackward_at 2; and __stackward_is debug' -a gather -d 'Write what the readers found into a folder that needs no Go to be looked at again.'
complete -c stackward -n '__stackward_at 2; and __stackward_is debug' -a analyze -d 'Show the report of a bundle. Needs no Go.'
complete -c stackward -n '__stackward_at 1' -a completion -d 'Write a completion script for a shell.'
complete -c stackward -n '__stackward_is check' -l format -s f -x -a 'text json' -d 'form of the result (default text)'
complete -c stackward -n '__stackward_is check' -l facts -d 'with -f json: add every verdict, call and inlining decision that was read'
complete -c stackward -n '__stackward_is check' -l all -d 'show every site; by default long lists are cut and say so'
complete -c stackward -n '__stackward_is check' -l output -s o -r -F -d 'write the result to a file; of `debug gather`: the folder of the bundle'
complete -c stackward -n '__stackward_is check' -l directory -s C -x -a '(__fish_complete_directories)' -d 'run as if started in DIR'
complete -c stackward -n '__stackward_is check' -l config -r -F -d 'take settings from this file, not from stackward.jsonc'
complete -c stackward -n '__stackward_is check' -l no-config -d 'take no settings from a file'
complete -c stackward -n '__stackward_is check' -l tests -d 'include test files and test variants'
complete -c stackward -n '__stackward_is check' -l go -x -d 'use this Go release (1.24, 1.24.13); Go fetches it when it is not there'
complete -c stackward -n '__stackward_is check' -l goos -x -a 'linux darwin windows freebsd js wasip1' -d 'analyse for this operating system'
complete -c stackward -n '__stackward_is check' -l goarch -x -a 'amd64 arm64 386 arm riscv64 wasm loong64 ppc64le s390x' -d 'analyse for this architecture'
complete -c stackward -n '__stackward_is check' -l tags -x -d 'build tags, as for `go build`'
complete -c stackward -n '__stackward_is check' -l race -d 'build with the race detector'
complete -c stackward -n '__stackward_is check' -l pgo -r -F -a 'auto off' -d 'profile for PGO, `auto` or `off`, as for `go build`'
complete -c stackward -n '__stackward_is check' -l overlay -r -F -d 'overlay file, as for `go build`'
complete -c stackward -n '__stackward_is check' -l mod -x -a 'readonly vendor mod' -d 'readonly, vendor or mod, as for `go build`'
complete -c stackward -n '__stackward_is check' -l gcflags -x -d 'compiler flags, put in front of those that stackward needs; may be repeated'
complete -c stackward -n '__stackward_is check' -l timeout -x -d 'end a Go command that takes longer'
complete -c stackward -n '__stackward_is check' -l width -x -d 'cut lines at so many columns, 0: never (default: the terminal’s, never in a pipe or file)'
complete -c stackward -n '__stackward_is check' -l color -x -a 'auto always never' -d 'colours (default auto: only on a terminal, honours NO_COLOR)'
complete -c stackward -n '__stackward_is check' -l quiet -s q -d 'no progress and no hints on standard error'
complete -c stackward -n '__stackward_is check' -l timing -d 'print how long each stage took on standard error'
complete -c stackward -n '__stackward_is check' -l help -s h -d 'show this help'
complete -c stackward -n '__stackward_is check' -a '"./..." (__fish_complete_directories)'
complete -c stackward -n '__stackward_is debug gather' -l output -s o -r -F -d 'write the result to a file; of `debug gather`: the folder of the bundle'
complete -c stackward -n '__stackward_is debug gather' -l no-source -d 'keep no source text, only spans and hashes'
complete -c stackward -n '__stackward_is debug gather' -l directory -s C -x -a '(__fish_complete_directories)' -d 'run as if started in DIR'
complete -c stackward -n '__stackward_is debug gather' -l config -r -F -d 'take settings from this file, not from stackward.jsonc'
complete -c stackward -n '__stackward_is debug gather' -l no-config -d 'take no settings from a file'
complete -c stackward -n '__stackward_is debug gather' -l tests -d 'include test files and test variants'
complete -c stackward -n '__stackward_is debug gather' -l go -x -d 'use this Go release (1.24, 1.24.13); Go fetches it when it is not there'
complete -c stackward -n '__stackward_is debug gather' -l goos -x -a 'linux darwin windows freebsd js wasip1' -d 'analyse for this operating system'
complete -c stackward -n '__stackward_is debug gather' -l goarch -x -a 'amd64 arm64 386 arm riscv64 wasm loong64 ppc64le s390x' -d 'analyse for this architecture'
complete -c stackward -n '__stackward_is debug gather' -l tags -x -d 'build tags, as for `go build`'
complete -c stackward -n '__stackward_is debug gather' -l race -d 'build with the race detector'
complete -c stackward -n '__stackward_is debug gather' -l pgo -r -F -a 'auto off' -d 'profile for PGO, `auto` or `off`, as for `go build`'
complete -c stackward -n '__stackward_is debug gather' -l overlay -r -F -d 'overlay file, as for `go build`'
complete -c stackward -n '__stackward_is debug gather' -l mod -x -a 'readonly vendor mod' -d 'readonly, vendor or mod, as for `go build`'
complete -c stackward -n '__stackward_is debug gather' -l gcflags -x -d 'compiler flags, put in front of those that stackward needs; may be repeated'
complete -c stackward -n '__stackward_is debug gather' -l timeout -x -d 'end a Go command that takes longer'
complete -c stackward -n '__stackward_is debug gather' -l color -x -a 'auto always never' -d 'colours (default auto: only on a terminal, honours NO_COLOR)'
complete -c stackward -n '__stackward_is debug gather' -l quiet -s q -d 'no progress and no hints on standard error'
complete -c stackward -n '__stackward_is debug gather' -l timing -d 'print how long each stage took on standard error'
complete -c stackward -n '__stackward_is debug gather' -l help -s h -d 'show this help'
complete -c stackward -n '__stackward_is debug gather' -a '"./..." (__fish_complete_directories)'
complete -c stackward -n '__stackward_is debug analyze' -l format -s f -x -a 'text json' -d 'form of the result (default text)'
complete -c stackward -n '__stackward_is debug analyze' -l facts -d 'with -f json: add every verdict, call and inlining decision that was read'
complete -c stackward -n '__stackward_is debug analyze' -l all -d 'show every site; by default long lists are cut and say so'
complete -c stackward -n '__stackward_is debug analyze' -l output -s o -r -F -d 'write the result to a file; of `debug gather`: the folder of the bundle'
complete -c stackward -n '__stackward_is debug analyze' -l width -x -d 'cut lines at so many columns, 0: never (default: the terminal’s, never in a pipe or file)'
complete -c stackward -n '__stackward_is debug analyze' -l color -x -a 'auto always never' -d 'colours (default auto: only on a terminal, honours NO_COLOR)'
complete -c stackward -n '__stackward_is debug analyze' -l quiet -s q -d 'no progress and no hints on standard error'
complete -c stackward -n '__stackward_is debug analyze' -l help -s h -d 'show this help'
complete -c stackward -n '__stackward_is debug analyze' -a '(__fish_complete_directories)'
complete -c stackward -n '__stackward_is completion' -l help -s h -d 'show this help'
complete -c stackward -n '__stackward_is completion' -a 'bash zsh fish'
