package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"example.com/shop/internal/order"
)

func newOrder(n int, customer string) *order.Order {
	return &order.Order{
		ID:       order.ID(fmt.Sprintf("%06d", n)),
		Customer: customer,
		Placed:   time.Date(2024, 5, 17, 12, n%60, 0, 0, time.UTC),
		Status:   order.Placed,
		Lines:    []order.Line{{SKU: "tea-100", Name: "Assam, 100 g", Quantity: n%5 + 1, Unit: 450}},
		Total:    order.Cents(450 * (n%5 + 1)),
	}
}

func open(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestReplay(t *testing.T) {
	path := filepath.Join(t.TempDir(), "orders.log")
	s := open(t, path)
	var writers sync.WaitGroup
	for n := 1; n <= 20; n++ {
		writers.Add(1)
		go func() {
			defer writers.Done()
			if err := s.Put(newOrder(n, "ada")); err != nil {
				t.Error(err)
			}
		}()
	}
	writers.Wait()
	if _, err := s.SetStatus("000007", order.Paid); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.Put(newOrder(21, "ada")); !errors.Is(err, ErrClosed) {
		t.Errorf("after Close: %v", err)
	}

	// A crash in the middle of a record loses that record only.
	file, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	record, err := encode(newOrder(21, "ada"))
	if err != nil {
		t.Fatal(err)
	}
	file.Write(record[:len(record)-1])
	file.Close()

	s = open(t, path)
	defer s.Close()
	if s.Len() != 20 {
		t.Errorf("%d orders, want 20", s.Len())
	}
	if s.Last() != 20 {
		t.Errorf("the last order is %d, want 20", s.Last())
	}
	if o, err := s.Get("000007"); err != nil || o.Status != order.Paid {
		t.Errorf("got %+v, %v", o, err)
	}
	if err := s.Put(newOrder(22, "ada")); err != nil {
		t.Error(err)
	}
}

func TestReplayDamaged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "orders.log")
	record, err := encode(newOrder(1, "ada"))
	if err != nil {
		t.Fatal(err)
	}
	record[len(record)-1] ^= 1
	if err := os.WriteFile(path, record, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(path); err == nil {
		t.Error("a damaged log was read")
	}
}

func TestByCustomer(t *testing.T) {
	s := open(t, "")
	for n := 1; n <= 5; n++ {
		s.Put(newOrder(n, []string{"ada", "bob"}[n%2]))
	}
	found := s.ByCustomer("bob", 2)
	if len(found) != 2 || found[0].ID != "000005" || found[1].ID != "000003" {
		t.Errorf("got %v", found)
	}
	if len(s.ByCustomer("eve", 2)) != 0 {
		t.Error("eve has orders")
	}
}

func TestSetStatusUnknown(t *testing.T) {
	var notFound NotFoundError
	if _, err := open(t, "").SetStatus("1", order.Paid); !errors.As(err, &notFound) {
		t.Errorf("got %v", err)
	}
}

func TestWatch(t *testing.T) {
	s := open(t, "")
	changes, stop := s.Watch(1)
	s.Put(newOrder(1, "ada"))
	s.Put(newOrder(2, "ada")) // missed: the buffer is full
	if o := <-changes; o.ID != "000001" {
		t.Errorf("got %+v", o)
	}
	stop()
	stop()
	if _, open := <-changes; open {
		t.Error("the channel is open")
	}
}

func BenchmarkPut(b *testing.B) {
	s := open(b, "")
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		s.Put(newOrder(i, "ada"))
	}
}

func BenchmarkEncode(b *testing.B) {
	o := newOrder(1, "ada")
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		if _, err := encode(o); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkByCustomer(b *testing.B) {
	s := open(b, "")
	for n := 0; n < 1000; n++ {
		s.Put(newOrder(n, "ada"))
	}
	b.ReportAllocs()
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		s.ByCustomer("ada", 20)
	}
}
