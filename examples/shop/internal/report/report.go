// Package report sums up orders by day and by product.
package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"example.com/shop/internal/order"
)

// Day is what was sold on one day, in UTC. Cancelled orders do not count.
type Day struct {
	Date      string      `json:"date"`
	Orders    int         `json:"orders"`
	Pieces    int         `json:"pieces"`
	Revenue   order.Cents `json:"revenue"`
	Discounts order.Cents `json:"discounts"`
}

// Daily sums orders up by day, the oldest day first.
func Daily(orders []*order.Order) []*Day {
	byDate := make(map[string]*Day)
	var days []*Day
	for _, o := range orders {
		if o.Status == order.Cancelled {
			continue
		}
		date := o.Placed.Format("2006-01-02")
		day := byDate[date]
		if day == nil {
			day = &Day{Date: date}
			byDate[date] = day
			days = append(days, day)
		}
		day.Orders++
		day.Revenue += o.Total
		day.Discounts += o.Subtotal() - o.Total
		for _, line := range o.Lines {
			day.Pieces += line.Quantity
		}
	}
	slices.SortFunc(days, func(a, b *Day) int { return strings.Compare(a.Date, b.Date) })
	return days
}

// Product is how often a product was sold.
type Product struct {
	SKU     string      `json:"sku"`
	Name    string      `json:"name"`
	Pieces  int         `json:"pieces"`
	Revenue order.Cents `json:"revenue"`
}

// TopProducts returns the n products with the highest revenue before discounts.
func TopProducts(orders []*order.Order, n int) []Product {
	index := make(map[string]int)
	var products []Product
	for _, o := range orders {
		if o.Status == order.Cancelled {
			continue
		}
		for _, line := range o.Lines {
			i, known := index[line.SKU]
			if !known {
				i = len(products)
				index[line.SKU] = i
				products = append(products, Product{SKU: line.SKU, Name: line.Name})
			}
			products[i].Pieces += line.Quantity
			products[i].Revenue += line.Total()
		}
	}
	slices.SortFunc(products, func(a, b Product) int {
		return cmp.Or(cmp.Compare(b.Revenue, a.Revenue), strings.Compare(a.SKU, b.SKU))
	})
	return products[:min(n, len(products))]
}

// Summary writes a line of text for each product, in columns.
func Summary(products []Product) string {
	widest := 0
	for _, product := range products {
		widest = max(widest, len(product.Name))
	}
	text := ""
	for i, product := range products {
		text += fmt.Sprintf("%2d. %-*s %6d × %10s\n", i+1, widest, product.Name, product.Pieces, product.Revenue)
	}
	return text
}
