/** Modules whose own tests judge the report: pure Go, no network, some seconds each. */
export const truthModules = ['github.com/go-chi/chi/v5@v5.2.3', 'github.com/spf13/cobra@v1.10.2', 'go.uber.org/zap@v1.28.0'] as const;
