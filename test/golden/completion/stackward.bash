# Completion of stackward for bash: source <(stackward completion bash)

_stackward_words() {
  local word
  while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -W "$2" -- "$1")
}

_stackward_names() {
  local name
  # Marks folders and quotes; bash before 4 has no compopt.
  compopt -o filenames 2>/dev/null
  while IFS= read -r name; do COMPREPLY+=("$name"); done < <(compgen "$2" -- "$1")
}

_stackward_packages() {
  [[ -n $1 ]] || COMPREPLY+=(./...)
  [[ $1 != */ ]] || COMPREPLY+=("$1...")
  _stackward_names "$1" -d
}

_stackward() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]}
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    _stackward_words "$cur" 'check serve explain gate diff compare baseline bench debug cache doctor rules completion --help --version'
    return
  fi
  if [[ $command == baseline ]]; then
    if ((COMP_CWORD == 2)); then
      _stackward_words "$cur" 'create prune accept explain rebase merge'
      return
    fi
    command="baseline ${COMP_WORDS[2]}"
  fi
  if [[ $command == debug ]]; then
    if ((COMP_CWORD == 2)); then
      _stackward_words "$cur" 'gather analyze render'
      return
    fi
    command="debug ${COMP_WORDS[2]}"
  fi
  if [[ $command == cache ]]; then
    if ((COMP_CWORD == 2)); then
      _stackward_words "$cur" 'info clear'
      return
    fi
    command="cache ${COMP_WORDS[2]}"
  fi
  # Bash splits --flag=value at the =.
  if [[ $cur == = ]]; then
    cur=
  elif [[ $prev == = ]]; then
    prev=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  case "$command $prev" in
    'check --format' | 'check -f') _stackward_words "$cur" 'text json html svg markdown markdown-summary sarif junit gitlab github rdjsonl openmetrics'; return ;;
    'check --fingerprint') _stackward_words "$cur" 'semantic codeql'; return ;;
    'check --bench-result') _stackward_names "$cur" -f; return ;;
    'check --profile') _stackward_names "$cur" -f; return ;;
    'check --base') _stackward_names "$cur" -f; return ;;
    'check --cover') _stackward_names "$cur" -f; return ;;
    'check --baseline') _stackward_names "$cur" -f; return ;;
    'check --incomparable') _stackward_words "$cur" 'pass fail'; return ;;
    'check --binary') _stackward_names "$cur" -f; return ;;
    'check --per') return ;;
    'check --path-map') return ;;
    'check --where') return ;;
    'check --sort') _stackward_words "$cur" 'rank cost saving position size copies package function'; return ;;
    'check --group') _stackward_words "$cur" 'none package function cause type'; return ;;
    'check --top') return ;;
    'check --output' | 'check -o') _stackward_names "$cur" -f; return ;;
    'check --directory' | 'check -C') _stackward_names "$cur" -d; return ;;
    'check --config') _stackward_names "$cur" -f; return ;;
    'check --deps') _stackward_words "$cur" 'std all'; return ;;
    'check --go') return ;;
    'check --goos') _stackward_words "$cur" 'linux darwin windows freebsd js wasip1'; return ;;
    'check --goarch') _stackward_words "$cur" 'amd64 arm64 386 arm riscv64 wasm loong64 ppc64le s390x'; return ;;
    'check --tags') return ;;
    'check --pgo') _stackward_words "$cur" 'auto off'; _stackward_names "$cur" -f; return ;;
    'check --overlay') _stackward_names "$cur" -f; return ;;
    'check --mod') _stackward_words "$cur" 'readonly vendor mod'; return ;;
    'check --gcflags') return ;;
    'check --timeout') return ;;
    'check --width') return ;;
    'check --color') _stackward_words "$cur" 'auto always never'; return ;;
    'serve --profile') _stackward_names "$cur" -f; return ;;
    'serve --base') _stackward_names "$cur" -f; return ;;
    'serve --cover') _stackward_names "$cur" -f; return ;;
    'serve --baseline') _stackward_names "$cur" -f; return ;;
    'serve --incomparable') _stackward_words "$cur" 'pass fail'; return ;;
    'serve --binary') _stackward_names "$cur" -f; return ;;
    'serve --per') return ;;
    'serve --path-map') return ;;
    'serve --port') return ;;
    'serve --directory' | 'serve -C') _stackward_names "$cur" -d; return ;;
    'serve --config') _stackward_names "$cur" -f; return ;;
    'serve --deps') _stackward_words "$cur" 'std all'; return ;;
    'serve --go') return ;;
    'serve --goos') _stackward_words "$cur" 'linux darwin windows freebsd js wasip1'; return ;;
    'serve --goarch') _stackward_words "$cur" 'amd64 arm64 386 arm riscv64 wasm loong64 ppc64le s390x'; return ;;
    'serve --tags') return ;;
    'serve --pgo') _stackward_words "$cur" 'auto off'; _stackward_names "$cur" -f; return ;;
    'serve --overlay') _stackward_names "$cur" -f; return ;;
    'serve --mod') _stackward_words "$cur" 'readonly vendor mod'; return ;;
    'serve --gcflags') return ;;
    'serve --timeout') return ;;
    'serve --color') _stackward_words "$cur" 'auto always never'; return ;;
    'explain --format' | 'explain -f') _stackward_words "$cur" 'text json svg mermaid'; return ;;
    'explain --from') _stackward_names "$cur" -d; return ;;
    'explain --profile') _stackward_names "$cur" -f; return ;;
    'explain --base') _stackward_names "$cur" -f; return ;;
    'explain --cover') _stackward_names "$cur" -f; return ;;
    'explain --binary') _stackward_names "$cur" -f; return ;;
    'explain --per') return ;;
    'explain --path-map') return ;;
    'explain --output' | 'explain -o') _stackward_names "$cur" -f; return ;;
    'explain --directory' | 'explain -C') _stackward_names "$cur" -d; return ;;
    'explain --config') _stackward_names "$cur" -f; return ;;
    'explain --deps') _stackward_words "$cur" 'std all'; return ;;
    'explain --go') return ;;
    'explain --goos') _stackward_words "$cur" 'linux darwin windows freebsd js wasip1'; return ;;
    'explain --goarch') _stackward_words "$cur" 'amd64 arm64 386 arm riscv64 wasm loong64 ppc64le s390x'; return ;;
    'explain --tags') return ;;
    'explain --pgo') _stackward_words "$cur" 'auto off'; _stackward_names "$cur" -f; return ;;
    'explain --overlay') _stackward_names "$cur" -f; return ;;
    'explain --mod') _stackward_words "$cur" 'readonly vendor mod'; return ;;
    'explain --gcflags') return ;;
    'explain --timeout') return ;;
    'explain --width') return ;;
    'explain --color') _stackward_words "$cur" 'auto always never'; return ;;
    'gate --format' | 'gate -f') _stackward_words "$cur" 'text json html markdown markdown-summary sarif junit gitlab github rdjsonl openmetrics'; return ;;
    'gate --base') return ;;
    'gate --fingerprint') _stackward_words "$cur" 'semantic codeql'; return ;;
    'gate --bench') return ;;
    'gate --bench-result') _stackward_names "$cur" -f; return ;;
    'gate --bench-base') _stackward_names "$cur" -f; return ;;
    'gate --benchtime') return ;;
    'gate --count') return ;;
    'gate --cpu') return ;;
    'gate --profile') _stackward_names "$cur" -f; return ;;
    'gate --cover') _stackward_names "$cur" -f; return ;;
    'gate --baseline') _stackward_names "$cur" -f; return ;;
    'gate --incomparable') _stackward_words "$cur" 'pass fail'; return ;;
    'gate --binary') _stackward_names "$cur" -f; return ;;
    'gate --per') return ;;
    'gate --path-map') return ;;
    'gate --output' | 'gate -o') _stackward_names "$cur" -f; return ;;
    'gate --directory' | 'gate -C') _stackward_names "$cur" -d; return ;;
    'gate --config') _stackward_names "$cur" -f; return ;;
    'gate --deps') _stackward_words "$cur" 'std all'; return ;;
    'gate --go') return ;;
    'gate --goos') _stackward_words "$cur" 'linux darwin windows freebsd js wasip1'; return ;;
    'gate --goarch') _stackward_words "$cur" 'amd64 arm64 386 arm riscv64 wasm loong64 ppc64le s390x'; return ;;
    'gate --tags') return ;;
    'gate --pgo') _stackward_words "$cur" 'auto off'; _stackward_names "$cur" -f; return ;;
    'gate --mod') _stackward_words "$cur" 'readonly vendor mod'; return ;;
    'gate --gcflags') return ;;
    'gate --timeout') return ;;
    'gate --width') return ;;
    'gate --color') _stackward_words "$cur" 'auto always never'; return ;;
    'diff --format' | 'diff -f') _stackward_words "$cur" 'text json html markdown markdown-summary sarif junit gitlab github rdjsonl openmetrics'; return ;;
    'diff --incomparable') _stackward_words "$cur" 'pass fail'; return ;;
    'diff --fingerprint') _stackward_words "$cur" 'semantic codeql'; return ;;
    'diff --output' | 'diff -o') _stackward_names "$cur" -f; return ;;
    'diff --config') _stackward_names "$cur" -f; return ;;
    'diff --width') return ;;
    'diff --color') _stackward_words "$cur" 'auto always never'; return ;;
    'compare --format' | 'compare -f') _stackward_words "$cur" 'text json html markdown'; return ;;
    'compare --from') return ;;
    'compare --to') return ;;
    'compare --rev') return ;;
    'compare --pgo-inline-budget') return ;;
    'compare --production') return ;;
    'compare --binary') _stackward_names "$cur" -f; return ;;
    'compare --bench') return ;;
    'compare --benchtime') return ;;
    'compare --count') return ;;
    'compare --cpu') return ;;
    'compare --profile') _stackward_names "$cur" -f; return ;;
    'compare --cover') _stackward_names "$cur" -f; return ;;
    'compare --per') return ;;
    'compare --path-map') return ;;
    'compare --where') return ;;
    'compare --top') return ;;
    'compare --output' | 'compare -o') _stackward_names "$cur" -f; return ;;
    'compare --directory' | 'compare -C') _stackward_names "$cur" -d; return ;;
    'compare --config') _stackward_names "$cur" -f; return ;;
    'compare --deps') _stackward_words "$cur" 'std all'; return ;;
    'compare --go') return ;;
    'compare --goos') _stackward_words "$cur" 'linux darwin windows freebsd js wasip1'; return ;;
    'compare --goarch') _stackward_words "$cur" 'amd64 arm64 386 arm riscv64 wasm loong64 ppc64le s390x'; return ;;
    'compare --tags') return ;;
    'compare --pgo') _stackward_words "$cur" 'auto off'; return ;;
    'compare --overlay') _stackward_names "$cur" -f; return ;;
    'compare --mod') _stackward_words "$cur" 'readonly vendor mod'; return ;;
    'compare --gcflags') return ;;
    'compare --timeout') return ;;
    'compare --width') return ;;
    'compare --color') _stackward_words "$cur" 'auto always never'; return ;;
    'baseline create --baseline') _stackward_names "$cur" -f; return ;;
    'baseline create --directory' | 'baseline create -C') _stackward_names "$cur" -d; return ;;
    'baseline create --config') _stackward_names "$cur" -f; return ;;
    'baseline create --deps') _stackward_words "$cur" 'std all'; return ;;
    'baseline create --go') return ;;
    'baseline create --goos') _stackward_words "$cur" 'linux darwin windows freebsd js wasip1'; return ;;
    'baseline create --goarch') _stackward_words "$cur" 'amd64 arm64 386 arm riscv64 wasm loong64 ppc64le s390x'; return ;;
    'baseline create --tags') return ;;
    'baseline create --pgo') _stackward_words "$cur" 'auto off'; _stackward_names "$cur" -f; return ;;
    'baseline create --overlay') _stackward_names "$cur" -f; return ;;
    'baseline create --mod') _stackward_words "$cur" 'readonly vendor mod'; return ;;
    'baseline create --gcflags') return ;;
    'baseline create --timeout') return ;;
    'baseline create --color') _stackward_words "$cur" 'auto always never'; return ;;
    'baseline prune --baseline') _stackward_names "$cur" -f; return ;;
    'baseline prune --directory' | 'baseline prune -C') _stackward_names "$cur" -d; return ;;
    'baseline prune --config') _stackward_names "$cur" -f; return ;;
    'baseline prune --deps') _stackward_words "$cur" 'std all'; return ;;
    'baseline prune --go') return ;;
    'baseline prune --goos') _stackward_words "$cur" 'linux darwin windows freebsd js wasip1'; return ;;
    'baseline prune --goarch') _stackward_words "$cur" 'amd64 arm64 386 arm riscv64 wasm loong64 ppc64le s390x'; return ;;
    'baseline prune --tags') return ;;
    'baseline prune --pgo') _stackward_words "$cur" 'auto off'; _stackward_names "$cur" -f; return ;;
    'baseline prune --overlay') _stackward_names "$cur" -f; return ;;
    'baseline prune --mod') _stackward_words "$cur" 'readonly vendor mod'; return ;;
    'baseline prune --gcflags') return ;;
    'baseline prune --timeout') return ;;
    'baseline prune --color') _stackward_words "$cur" 'auto always never'; return ;;
    'baseline accept --baseline') _stackward_names "$cur" -f; return ;;
    'baseline accept --reason') return ;;
    'baseline accept --until') return ;;
    'baseline accept --directory' | 'baseline accept -C') _stackward_names "$cur" -d; return ;;
    'baseline accept --config') _stackward_names "$cur" -f; return ;;
    'baseline accept --deps') _stackward_words "$cur" 'std all'; return ;;
    'baseline accept --go') return ;;
    'baseline accept --goos') _stackward_words "$cur" 'linux darwin windows freebsd js wasip1'; return ;;
    'baseline accept --goarch') _stackward_words "$cur" 'amd64 arm64 386 arm riscv64 wasm loong64 ppc64le s390x'; return ;;
    'baseline accept --tags') return ;;
    'baseline accept --pgo') _stackward_words "$cur" 'auto off'; _stackward_names "$cur" -f; return ;;
    'baseline accept --overlay') _stackward_names "$cur" -f; return ;;
    'baseline accept --mod') _stackward_words "$cur" 'readonly vendor mod'; return ;;
    'baseline accept --gcflags') return ;;
    'baseline accept --timeout') return ;;
    'baseline accept --color') _stackward_words "$cur" 'auto always never'; return ;;
    'baseline explain --baseline') _stackward_names "$cur" -f; return ;;
    'baseline explain --directory' | 'baseline explain -C') _stackward_names "$cur" -d; return ;;
    'baseline explain --config') _stackward_names "$cur" -f; return ;;
    'baseline rebase --baseline') _stackward_names "$cur" -f; return ;;
    'baseline rebase --directory' | 'baseline rebase -C') _stackward_names "$cur" -d; return ;;
    'baseline rebase --config') _stackward_names "$cur" -f; return ;;
    'baseline rebase --deps') _stackward_words "$cur" 'std all'; return ;;
    'baseline rebase --go') return ;;
    'baseline rebase --goos') _stackward_words "$cur" 'linux darwin windows freebsd js wasip1'; return ;;
    'baseline rebase --goarch') _stackward_words "$cur" 'amd64 arm64 386 arm riscv64 wasm loong64 ppc64le s390x'; return ;;
    'baseline rebase --tags') return ;;
    'baseline rebase --pgo') _stackward_words "$cur" 'auto off'; _stackward_names "$cur" -f; return ;;
    'baseline rebase --overlay') _stackward_names "$cur" -f; return ;;
    'baseline rebase --mod') _stackward_words "$cur" 'readonly vendor mod'; return ;;
    'baseline rebase --gcflags') return ;;
    'baseline rebase --timeout') return ;;
    'baseline rebase --color') _stackward_words "$cur" 'auto always never'; return ;;
    'bench --format' | 'bench -f') _stackward_words "$cur" 'text json markdown'; return ;;
    'bench --bench') return ;;
    'bench --benchtime') return ;;
    'bench --count') return ;;
    'bench --cpu') return ;;
    'bench --compare') _stackward_names "$cur" -f; return ;;
    'bench --ignore') return ;;
    'bench --alpha') return ;;
    'bench --confidence') return ;;
    'bench --output' | 'bench -o') _stackward_names "$cur" -f; return ;;
    'bench --directory' | 'bench -C') _stackward_names "$cur" -d; return ;;
    'bench --config') _stackward_names "$cur" -f; return ;;
    'bench --deps') _stackward_words "$cur" 'std all'; return ;;
    'bench --go') return ;;
    'bench --tags') return ;;
    'bench --pgo') _stackward_words "$cur" 'auto off'; _stackward_names "$cur" -f; return ;;
    'bench --overlay') _stackward_names "$cur" -f; return ;;
    'bench --mod') _stackward_words "$cur" 'readonly vendor mod'; return ;;
    'bench --gcflags') return ;;
    'bench --timeout') return ;;
    'bench --width') return ;;
    'bench --color') _stackward_words "$cur" 'auto always never'; return ;;
    'debug gather --profile') _stackward_names "$cur" -f; return ;;
    'debug gather --base') _stackward_names "$cur" -f; return ;;
    'debug gather --cover') _stackward_names "$cur" -f; return ;;
    'debug gather --binary') _stackward_names "$cur" -f; return ;;
    'debug gather --per') return ;;
    'debug gather --path-map') return ;;
    'debug gather --output' | 'debug gather -o') _stackward_names "$cur" -d; return ;;
    'debug gather --directory' | 'debug gather -C') _stackward_names "$cur" -d; return ;;
    'debug gather --config') _stackward_names "$cur" -f; return ;;
    'debug gather --deps') _stackward_words "$cur" 'std all'; return ;;
    'debug gather --go') return ;;
    'debug gather --goos') _stackward_words "$cur" 'linux darwin windows freebsd js wasip1'; return ;;
    'debug gather --goarch') _stackward_words "$cur" 'amd64 arm64 386 arm riscv64 wasm loong64 ppc64le s390x'; return ;;
    'debug gather --tags') return ;;
    'debug gather --pgo') _stackward_words "$cur" 'auto off'; _stackward_names "$cur" -f; return ;;
    'debug gather --overlay') _stackward_names "$cur" -f; return ;;
    'debug gather --mod') _stackward_words "$cur" 'readonly vendor mod'; return ;;
    'debug gather --gcflags') return ;;
    'debug gather --timeout') return ;;
    'debug gather --color') _stackward_words "$cur" 'auto always never'; return ;;
    'debug analyze --format' | 'debug analyze -f') _stackward_words "$cur" 'text json html svg markdown markdown-summary sarif junit gitlab github rdjsonl openmetrics'; return ;;
    'debug analyze --fingerprint') _stackward_words "$cur" 'semantic codeql'; return ;;
    'debug analyze --profile') _stackward_names "$cur" -f; return ;;
    'debug analyze --base') _stackward_names "$cur" -f; return ;;
    'debug analyze --cover') _stackward_names "$cur" -f; return ;;
    'debug analyze --binary') _stackward_names "$cur" -f; return ;;
    'debug analyze --per') return ;;
    'debug analyze --path-map') return ;;
    'debug analyze --where') return ;;
    'debug analyze --sort') _stackward_words "$cur" 'rank cost saving position size copies package function'; return ;;
    'debug analyze --group') _stackward_words "$cur" 'none package function cause type'; return ;;
    'debug analyze --top') return ;;
    'debug analyze --output' | 'debug analyze -o') _stackward_names "$cur" -f; return ;;
    'debug analyze --width') return ;;
    'debug analyze --color') _stackward_words "$cur" 'auto always never'; return ;;
    'debug render --format' | 'debug render -f') _stackward_words "$cur" 'text json html svg markdown markdown-summary sarif junit gitlab github rdjsonl openmetrics mermaid'; return ;;
    'debug render --fingerprint') _stackward_words "$cur" 'semantic codeql'; return ;;
    'debug render --where') return ;;
    'debug render --sort') _stackward_words "$cur" 'rank cost saving position size copies package function'; return ;;
    'debug render --group') _stackward_words "$cur" 'none package function cause type'; return ;;
    'debug render --top') return ;;
    'debug render --output' | 'debug render -o') _stackward_names "$cur" -f; return ;;
    'debug render --width') return ;;
    'debug render --color') _stackward_words "$cur" 'auto always never'; return ;;
    'cache info --format' | 'cache info -f') _stackward_words "$cur" 'text json'; return ;;
    'doctor --format' | 'doctor -f') _stackward_words "$cur" 'text json'; return ;;
    'doctor --directory' | 'doctor -C') _stackward_names "$cur" -d; return ;;
    'doctor --width') return ;;
    'rules --format' | 'rules -f') _stackward_words "$cur" 'text json'; return ;;
    'rules --width') return ;;
  esac
  case "$command" in
    'check')
      if [[ $cur == -* ]]; then
        _stackward_words "$cur" '--format --fingerprint --bench-result --facts --callees --watch --profile --base --cover --baseline --incomparable --binary --per --path-map --where --sort --group --top --all --output --no-source --directory --config --no-config --tests --deps --go --goos --goarch --tags --race --pgo --overlay --mod --gcflags --allow-broken --no-cache --timeout --width --color --quiet --timing --help'
      else
        _stackward_packages "$cur"
      fi
      ;;
    'serve')
      if [[ $cur == -* ]]; then
        _stackward_words "$cur" '--profile --base --cover --baseline --incomparable --binary --per --path-map --port --directory --config --no-config --tests --deps --go --goos --goarch --tags --race --pgo --overlay --mod --gcflags --allow-broken --no-cache --timeout --color --quiet --timing --help'
      else
        _stackward_packages "$cur"
      fi
      ;;
    'explain')
      if [[ $cur == -* ]]; then
        _stackward_words "$cur" '--format --raw --from --profile --base --cover --binary --per --path-map --output --directory --config --no-config --tests --deps --go --goos --goarch --tags --race --pgo --overlay --mod --gcflags --no-cache --timeout --width --color --quiet --timing --help'
      else
        _stackward_names "$cur" -f
      fi
      ;;
    'gate')
      if [[ $cur == -* ]]; then
        _stackward_words "$cur" '--format --self-test --base --fingerprint --bench --bench-result --bench-base --benchtime --count --cpu --no-race --profile --cover --baseline --incomparable --binary --per --path-map --all --output --no-source --directory --config --no-config --tests --deps --go --goos --goarch --tags --race --pgo --mod --gcflags --no-cache --timeout --width --color --quiet --timing --help'
      else
        _stackward_packages "$cur"
      fi
      ;;
    'diff')
      if [[ $cur == -* ]]; then
        _stackward_words "$cur" '--format --incomparable --fingerprint --all --output --config --no-config --width --color --quiet --help'
      else
        _stackward_names "$cur" -f
      fi
      ;;
    'compare')
      if [[ $cur == -* ]]; then
        _stackward_words "$cur" '--format --from --to --rev --pgo-inline-budget --production --binary --bench --benchtime --count --cpu --no-race --profile --cover --per --path-map --where --top --all --output --directory --config --no-config --tests --deps --go --goos --goarch --tags --race --pgo --overlay --mod --gcflags --no-cache --timeout --width --color --quiet --timing --help'
      else
        _stackward_packages "$cur"
      fi
      ;;
    'baseline create')
      if [[ $cur == -* ]]; then
        _stackward_words "$cur" '--baseline --directory --config --no-config --tests --deps --go --goos --goarch --tags --race --pgo --overlay --mod --gcflags --no-cache --timeout --color --quiet --timing --help'
      else
        _stackward_packages "$cur"
      fi
      ;;
    'baseline prune')
      if [[ $cur == -* ]]; then
        _stackward_words "$cur" '--baseline --all --directory --config --no-config --tests --deps --go --goos --goarch --tags --race --pgo --overlay --mod --gcflags --no-cache --timeout --color --quiet --timing --help'
      else
        _stackward_packages "$cur"
      fi
      ;;
    'baseline accept')
      if [[ $cur == -* ]]; then
        _stackward_words "$cur" '--baseline --reason --until --directory --config --no-config --tests --deps --go --goos --goarch --tags --race --pgo --overlay --mod --gcflags --no-cache --timeout --color --quiet --timing --help'
      else
        _stackward_words "$cur" ''
      fi
      ;;
    'baseline explain')
      if [[ $cur == -* ]]; then
        _stackward_words "$cur" '--baseline --directory --config --no-config --help'
      else
        _stackward_words "$cur" ''
      fi
      ;;
    'baseline rebase')
      if [[ $cur == -* ]]; then
        _stackward_words "$cur" '--baseline --with-new --all --directory --config --no-config --tests --deps --go --goos --goarch --tags --race --pgo --overlay --mod --gcflags --no-cache --timeout --color --quiet --timing --help'
      else
        _stackward_packages "$cur"
      fi
      ;;
    'baseline merge')
      if [[ $cur == -* ]]; then
        _stackward_words "$cur" '--help'
      else
        _stackward_names "$cur" -f
      fi
      ;;
    'bench')
      if [[ $cur == -* ]]; then
        _stackward_words "$cur" '--format --bench --benchtime --count --cpu --no-race --compare --ignore --alpha --confidence --all --output --directory --config --no-config --deps --go --tags --race --pgo --overlay --mod --gcflags --no-cache --timeout --width --color --quiet --timing --help'
      else
        _stackward_packages "$cur"
      fi
      ;;
    'debug gather')
      if [[ $cur == -* ]]; then
        _stackward_words "$cur" '--profile --base --cover --binary --per --path-map --output --no-source --directory --config --no-config --tests --deps --go --goos --goarch --tags --race --pgo --overlay --mod --gcflags --allow-broken --timeout --color --quiet --timing --help'
      else
        _stackward_packages "$cur"
      fi
      ;;
    'debug analyze')
      if [[ $cur == -* ]]; then
        _stackward_words "$cur" '--format --fingerprint --facts --profile --base --cover --binary --per --path-map --where --sort --group --top --all --output --width --color --quiet --help'
      else
        _stackward_names "$cur" -d
      fi
      ;;
    'debug render')
      if [[ $cur == -* ]]; then
        _stackward_words "$cur" '--format --fingerprint --where --sort --group --top --all --output --width --color --quiet --help'
      else
        _stackward_names "$cur" -f
      fi
      ;;
    'cache info')
      if [[ $cur == -* ]]; then
        _stackward_words "$cur" '--format --help'
      else
        _stackward_words "$cur" ''
      fi
      ;;
    'cache clear')
      if [[ $cur == -* ]]; then
        _stackward_words "$cur" '--help'
      else
        _stackward_words "$cur" ''
      fi
      ;;
    'doctor')
      if [[ $cur == -* ]]; then
        _stackward_words "$cur" '--format --directory --width --help'
      else
        _stackward_words "$cur" ''
      fi
      ;;
    'rules')
      if [[ $cur == -* ]]; then
        _stackward_words "$cur" '--format --width --help'
      else
        _stackward_words "$cur" 'returned stored-in-global stored-in-field stored-through-pointer stored-in-element stored-in-slice stored-in-map stored-in-captured sent captured-by-closure bound-by-method-value go-statement deferred-in-loop passed-to-parameter passed-to-unknown-callee passed-to-panic outlives-iteration size-unknown too-large too-aligned address-hidden append-grows map-grows channel-made map-made buffer-exceeded string-made goroutine-record defer-record slice-leaves-frame unknown sites budget new-allocation worse-allocation new-untested worse-benchmark'
      fi
      ;;
    'completion')
      if [[ $cur == -* ]]; then
        _stackward_words "$cur" '--help'
      else
        _stackward_words "$cur" 'bash zsh fish'
      fi
      ;;
  esac
}

complete -F _stackward stackward
