package order

import (
	"fmt"
	"strings"
	"sync/atomic"
	"time"
)

// Rule looks at an order and says what to take off its price. No discount is a zero amount.
type Rule func(o *Order, coupon string) Discount

// BulkRule takes a share off the lines of at least a quantity.
func BulkRule(quantity, percent int) Rule {
	reason := fmt.Sprintf("%d%% off from %d pieces", percent, quantity)
	return func(o *Order, _ string) Discount {
		var sum Cents
		for _, line := range o.Lines {
			if line.Quantity >= quantity {
				sum += line.Total().Percent(percent)
			}
		}
		return Discount{reason, sum}
	}
}

// CouponRule takes a share off the whole order for those who know the word.
func CouponRule(word string, percent int) Rule {
	return func(o *Order, coupon string) Discount {
		if !strings.EqualFold(coupon, word) {
			return Discount{}
		}
		return Discount{"coupon " + word, o.Subtotal().Percent(percent)}
	}
}

// InvalidError says why a request cannot become an order.
type InvalidError struct {
	Problems []string
}

func (e *InvalidError) Error() string {
	return "invalid order: " + strings.Join(e.Problems, "; ")
}

// Desk turns requests into orders.
type Desk struct {
	catalog *Catalog
	rules   []Rule
	now     func() time.Time
	last    atomic.Int64
}

// NewDesk makes a desk that numbers orders from after last.
func NewDesk(catalog *Catalog, rules []Rule, now func() time.Time, last int) *Desk {
	desk := &Desk{catalog: catalog, rules: rules, now: now}
	desk.last.Store(int64(last))
	return desk
}

// Place checks and prices a request. The order is not stored.
func (d *Desk) Place(request *Request) (*Order, error) {
	problems := request.Problems()
	lines := make([]Line, 0, len(request.Items))
	for _, item := range request.Items {
		product, ok := d.catalog.Lookup(item.SKU)
		if !ok {
			problems = append(problems, "there is no product "+item.SKU)
			continue
		}
		lines = append(lines, Line{product.SKU, product.Name, item.Quantity, product.Price})
	}
	if len(problems) > 0 {
		return nil, &InvalidError{problems}
	}
	order := &Order{
		ID:       ID(fmt.Sprintf("%06d", d.last.Add(1))),
		Customer: request.Customer,
		Placed:   d.now().UTC(),
		Status:   Placed,
		Lines:    lines,
	}
	d.price(order, request.Coupon)
	return order, nil
}

// price applies the rules. Discounts never exceed the price.
func (d *Desk) price(order *Order, coupon string) {
	order.Total = order.Subtotal()
	for _, rule := range d.rules {
		discount := rule(order, coupon)
		if discount.Amount = min(discount.Amount, order.Total); discount.Amount > 0 {
			order.Discounts = append(order.Discounts, discount)
			order.Total -= discount.Amount
		}
	}
}
