package order

import (
	"errors"
	"testing"
	"time"
)

var (
	noon    = time.Date(2024, 5, 17, 12, 0, 0, 0, time.UTC)
	catalog = NewCatalog([]Product{{"tea-100", "Assam, 100 g", 450}, {"POT-1", "Teapot", 3400}})
	rules   = []Rule{BulkRule(10, 5), CouponRule("SPRING", 10)}
)

func newDesk() *Desk {
	return NewDesk(catalog, rules, func() time.Time { return noon }, 41)
}

func TestPlace(t *testing.T) {
	tests := []struct {
		name      string
		request   Request
		total     Cents
		discounts []Discount
	}{
		{"plain", Request{"ada", []Item{{"tea-100", 2}, {"Pot-1 ", 1}}, ""}, 4300, nil},
		{"bulk", Request{"ada", []Item{{"tea-100", 10}}, ""}, 4275, []Discount{{"5% off from 10 pieces", 225}}},
		{"coupon", Request{"ada", []Item{{"pot-1", 1}}, "spring"}, 3060, []Discount{{"coupon SPRING", 340}}},
		{"wrong coupon", Request{"ada", []Item{{"pot-1", 1}}, "summer"}, 3400, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			o, err := newDesk().Place(&test.request)
			if err != nil {
				t.Fatal(err)
			}
			if o.ID != "000042" || o.Status != Placed || o.Total != test.total || len(o.Discounts) != len(test.discounts) {
				t.Fatalf("got %+v", o)
			}
			for i, want := range test.discounts {
				if o.Discounts[i] != want {
					t.Errorf("discount %d is %+v, want %+v", i, o.Discounts[i], want)
				}
			}
		})
	}
}

func TestPlaceInvalid(t *testing.T) {
	_, err := newDesk().Place(&Request{Items: []Item{{"", 0}, {"gin", 1}}})
	var invalid *InvalidError
	if !errors.As(err, &invalid) {
		t.Fatalf("got %v", err)
	}
	want := "invalid order: customer is missing; item 1 has no sku; item 1: quantity 0 is not between 1 and 1000; there is no product ; there is no product gin"
	if err.Error() != want {
		t.Errorf("got  %s\nwant %s", err, want)
	}
}

func TestWith(t *testing.T) {
	o, err := newDesk().Place(&Request{"ada", []Item{{"pot-1", 1}}, ""})
	if err != nil {
		t.Fatal(err)
	}
	paid, err := o.With(Paid)
	if err != nil || paid.Status != Paid || o.Status != Placed {
		t.Fatalf("got %+v, %v", paid, err)
	}
	if _, err := o.With(Shipped); err == nil || err.Error() != "order 000042 is placed and cannot become shipped" {
		t.Errorf("got %v", err)
	}
}

func TestCentsString(t *testing.T) {
	for cents, want := range map[Cents]string{0: "0.00", 5: "0.05", 1205: "12.05", -340: "-3.40"} {
		if got := cents.String(); got != want {
			t.Errorf("%d is %s, want %s", int64(cents), got, want)
		}
	}
}

func BenchmarkPlace(b *testing.B) {
	desk := newDesk()
	request := &Request{"ada", []Item{{"tea-100", 12}, {"pot-1", 1}}, "SPRING"}
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		if _, err := desk.Place(request); err != nil {
			b.Fatal(err)
		}
	}
}
