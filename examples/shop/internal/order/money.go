package order

import "strconv"

// Cents is an amount of money in hundredths of the shop's currency.
type Cents int64

// String formats the amount with two decimals, such as "12.05".
func (c Cents) String() string {
	sign := ""
	if c < 0 {
		sign = "-"
		c = -c
	}
	cents := strconv.FormatInt(int64(c%100), 10)
	if len(cents) < 2 {
		cents = "0" + cents
	}
	return sign + strconv.FormatInt(int64(c/100), 10) + "." + cents
}

// Percent returns the given share of the amount, rounded half up.
func (c Cents) Percent(percent int) Cents {
	return (c*Cents(percent) + 50) / 100
}
