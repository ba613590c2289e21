/** What `go env` answers in a scripted world: Go 1.26 in a module at /mod. */
export const goAnswers = {
  GOVERSION: 'go1.26.8',
  GOOS: 'linux',
  GOARCH: 'amd64',
  GOROOT: '/go',
  GOMODCACHE: '/cache',
  GOCACHE: '/build',
  GOTMPDIR: '',
  GOMOD: '/mod/go.mod',
  GOWORK: '',
  GOFLAGS: '',
  GOEXPERIMENT: '',
  CGO_ENABLED: '1',
  GOHOSTOS: 'linux',
  GOHOSTARCH: 'amd64',
};
