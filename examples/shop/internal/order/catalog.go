package order

import "strings"

// Product is something that the shop sells.
type Product struct {
	SKU   string
	Name  string
	Price Cents
}

// Catalog finds products by SKU.
type Catalog struct {
	products map[string]*Product
}

// NewCatalog makes a catalog of products. The last one of a SKU wins.
func NewCatalog(products []Product) *Catalog {
	catalog := &Catalog{products: make(map[string]*Product, len(products))}
	for _, product := range products {
		product.SKU = normalSKU(product.SKU)
		catalog.products[product.SKU] = &product
	}
	return catalog
}

// Lookup finds a product, however its SKU is capitalised.
func (c *Catalog) Lookup(sku string) (*Product, bool) {
	product, ok := c.products[normalSKU(sku)]
	return product, ok
}

func normalSKU(sku string) string {
	return strings.ToLower(strings.TrimSpace(sku))
}
