package httpapi

import (
	"bytes"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"example.com/shop/internal/order"
	"example.com/shop/internal/store"
)

func newHandler(t testing.TB, logTo io.Writer) http.Handler {
	t.Helper()
	orders, err := store.Open("")
	if err != nil {
		t.Fatal(err)
	}
	catalog := order.NewCatalog([]order.Product{{SKU: "tea-100", Name: "Assam, 100 g", Price: 450}})
	noon := func() time.Time { return time.Date(2024, 5, 17, 12, 0, 0, 0, time.UTC) }
	desk := order.NewDesk(catalog, []order.Rule{order.BulkRule(10, 5)}, noon, 0)
	return New(desk, orders, log.New(logTo, "", 0))
}

func do(handler http.Handler, method, path, body string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, httptest.NewRequest(method, path, strings.NewReader(body)))
	return w
}

func TestAPI(t *testing.T) {
	var logged bytes.Buffer
	handler := newHandler(t, &logged)
	placed := `{"id":"000001","customer":"ada","placed":"2024-05-17T12:00:00Z","status":"placed",` +
		`"lines":[{"sku":"tea-100","name":"Assam, 100 g","quantity":10,"unit":450}],` +
		`"discounts":[{"reason":"5% off from 10 pieces","amount":225}],"total":4275}`
	steps := []struct {
		method, path, body string
		status             int
		want               string
	}{
		{"POST", "/orders", `{"customer":"ada","items":[{"sku":"TEA-100","quantity":10}]}`, 201, placed},
		{"POST", "/orders", `{"customer":"ada"}`, 422, `{"error":"invalid order: there are no items"}`},
		{"POST", "/orders", `{`, 400, `{"error":"unexpected end of JSON input"}`},
		{"GET", "/orders/000001", "", 200, placed},
		{"GET", "/orders/7", "", 404, `{"error":"there is no order 7"}`},
		{"POST", "/orders/000001/status", `{"status":"shipped"}`, 409, `{"error":"order 000001 is placed and cannot become shipped"}`},
		{"POST", "/orders/000001/status", `{"status":"paid"}`, 200, strings.Replace(placed, `"status":"placed"`, `"status":"paid"`, 1)},
		{"GET", "/customers/ada/orders?limit=5", "", 200, `[{"id":"000001","status":"paid","pieces":10,"total":"42.75"}]`},
		{"GET", "/customers/ada/orders?limit=0", "", 400, `{"error":"limit must be a number from 1 to 500, not \"0\""}`},
		{"GET", "/reports/daily", "", 200, `[{"date":"2024-05-17","orders":1,"pieces":10,"revenue":4275,"discounts":225}]`},
		{"GET", "/reports/products?top=1", "", 200, `[{"sku":"tea-100","name":"Assam, 100 g","pieces":10,"revenue":4500}]`},
	}
	for _, step := range steps {
		w := do(handler, step.method, step.path, step.body)
		if got := strings.TrimSpace(w.Body.String()); w.Code != step.status || got != step.want {
			t.Errorf("%s %s: got %d %s\nwant %d %s", step.method, step.path, w.Code, got, step.status, step.want)
		}
	}
	if lines := strings.Split(logged.String(), "\n"); len(lines) != len(steps)+1 || !strings.HasPrefix(lines[0], "shop-1 POST /orders: 201, ") {
		t.Errorf("logged %q", lines)
	}
}

func TestRecovery(t *testing.T) {
	var logged bytes.Buffer
	logger := log.New(&logged, "", 0)
	handler := wrap(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("boom") }), withLog(logger), withRecovery(logger))
	if w := do(handler, "GET", "/x", ""); w.Code != 500 || !strings.Contains(logged.String(), "GET /x: panic: boom") {
		t.Errorf("got %d, logged %q", w.Code, logged.String())
	}
}

func BenchmarkPlaceOrder(b *testing.B) {
	handler := newHandler(b, io.Discard)
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		if w := do(handler, "POST", "/orders", `{"customer":"ada","items":[{"sku":"tea-100","quantity":10}]}`); w.Code != 201 {
			b.Fatal(w.Body)
		}
	}
}

func BenchmarkListOrders(b *testing.B) {
	handler := newHandler(b, io.Discard)
	for i := 0; i < 100; i++ {
		do(handler, "POST", "/orders", `{"customer":"ada","items":[{"sku":"tea-100","quantity":1}]}`)
	}
	b.ReportAllocs()
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		do(handler, "GET", "/customers/ada/orders", "")
	}
}
