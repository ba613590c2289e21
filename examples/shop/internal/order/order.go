// Package order holds the shop's domain: products, prices and the life of an order.
package order

import (
	"fmt"
	"slices"
	"time"
)

// ID names an order. IDs sort in the order of placement.
type ID string

// Status is where an order stands.
type Status string

// The life of an order.
const (
	Placed    Status = "placed"
	Paid      Status = "paid"
	Shipped   Status = "shipped"
	Cancelled Status = "cancelled"
)

var transitions = map[Status][]Status{
	Placed: {Paid, Cancelled},
	Paid:   {Shipped, Cancelled},
}

// Line is one product of an order, with the price at the time of the order.
type Line struct {
	SKU      string `json:"sku"`
	Name     string `json:"name"`
	Quantity int    `json:"quantity"`
	Unit     Cents  `json:"unit"`
}

// Total is the price of the line before discounts.
func (l Line) Total() Cents { return l.Unit * Cents(l.Quantity) }

// Discount is money taken off an order and the reason for it.
type Discount struct {
	Reason string `json:"reason"`
	Amount Cents  `json:"amount"`
}

// Order is a placed order. Orders are not changed once they are stored; see With.
type Order struct {
	ID        ID         `json:"id"`
	Customer  string     `json:"customer"`
	Placed    time.Time  `json:"placed"`
	Status    Status     `json:"status"`
	Lines     []Line     `json:"lines"`
	Discounts []Discount `json:"discounts,omitempty"`
	Total     Cents      `json:"total"`
}

// Subtotal is the sum of the lines before discounts.
func (o *Order) Subtotal() Cents {
	var sum Cents
	for _, line := range o.Lines {
		sum += line.Total()
	}
	return sum
}

// TransitionError says that an order cannot go from one status to another.
type TransitionError struct {
	ID       ID
	From, To Status
}

func (e *TransitionError) Error() string {
	return "order " + string(e.ID) + " is " + string(e.From) + " and cannot become " + string(e.To)
}

// With returns a copy of the order in another status.
func (o *Order) With(status Status) (*Order, error) {
	if !slices.Contains(transitions[o.Status], status) {
		return nil, &TransitionError{o.ID, o.Status, status}
	}
	changed := *o
	changed.Status = status
	return &changed, nil
}

// Item is what a customer asks for.
type Item struct {
	SKU      string `json:"sku"`
	Quantity int    `json:"quantity"`
}

// Request is what a customer sends to place an order.
type Request struct {
	Customer string `json:"customer"`
	Items    []Item `json:"items"`
	Coupon   string `json:"coupon,omitempty"`
}

const maxQuantity = 1000

// Problems lists everything that is wrong with the request.
func (r *Request) Problems() []string {
	var problems []string
	if r.Customer == "" {
		problems = append(problems, "customer is missing")
	}
	if len(r.Items) == 0 {
		problems = append(problems, "there are no items")
	}
	for i, item := range r.Items {
		if item.SKU == "" {
			problems = append(problems, fmt.Sprintf("item %d has no sku", i+1))
		}
		if item.Quantity < 1 || item.Quantity > maxQuantity {
			problems = append(problems, fmt.Sprintf("item %d: quantity %d is not between 1 and %d", i+1, item.Quantity, maxQuantity))
		}
	}
	return problems
}
