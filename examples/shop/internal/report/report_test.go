package report

import (
	"fmt"
	"testing"
	"time"

	"example.com/shop/internal/order"
)

func newOrders(n int) []*order.Order {
	orders := make([]*order.Order, n)
	for i := range orders {
		lines := []order.Line{
			{SKU: "tea-100", Name: "Assam", Quantity: 2, Unit: 450},
			{SKU: fmt.Sprintf("pot-%d", i%3), Name: fmt.Sprintf("Teapot %d", i%3), Quantity: 1, Unit: order.Cents(1000 * (i%3 + 1))},
		}
		placed := time.Date(2024, 5, 31-i/10%30, 12, 0, 0, 0, time.UTC)
		orders[i] = &order.Order{ID: order.ID(fmt.Sprint(i)), Placed: placed, Status: order.Paid, Lines: lines}
		orders[i].Total = orders[i].Subtotal() - 100
	}
	return orders
}

func TestDaily(t *testing.T) {
	orders := newOrders(15)
	orders[3].Status = order.Cancelled
	days := Daily(orders)
	want := []Day{{"2024-05-30", 5, 15, 15000, 500}, {"2024-05-31", 9, 27, 25200, 900}}
	if len(days) != 2 || *days[0] != want[0] || *days[1] != want[1] {
		t.Errorf("got %+v and %+v", *days[0], *days[1])
	}
}

func TestSummary(t *testing.T) {
	got := Summary(TopProducts(newOrders(9), 3))
	want := " 1. Teapot 2      3 ×      90.00\n 2. Assam        18 ×      81.00\n 3. Teapot 1      3 ×      60.00\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if text := Summary(TopProducts(nil, 3)); text != "" {
		t.Errorf("got %q of nothing", text)
	}
}

func BenchmarkDaily(b *testing.B) {
	orders := newOrders(1000)
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		Daily(orders)
	}
}

func BenchmarkSummary(b *testing.B) {
	orders := newOrders(1000)
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		Summary(TopProducts(orders, 10))
	}
}
