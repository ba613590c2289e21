// Package store keeps orders in memory and logs every change to a file before it is visible.
package store

import (
	"errors"
	"fmt"
	"strconv"
	"sync"

	"example.com/shop/internal/order"
)

// NotFoundError says that there is no order of an ID.
type NotFoundError struct{ ID order.ID }

func (e NotFoundError) Error() string { return fmt.Sprintf("there is no order %s", e.ID) }

// ErrClosed is the answer to changes after Close.
var ErrClosed = errors.New("the store is closed")

// Store finds orders by ID and by customer. Stored orders are shared and must not be changed.
type Store struct {
	log *orderLog

	// open is held for reading by changes, so that Close waits for them.
	open   sync.RWMutex
	closed bool
	// status is held over log and memory, so that both see the changes of an order in the same sequence.
	status sync.Mutex

	mu         sync.RWMutex
	orders     map[order.ID]*order.Order
	byCustomer map[string][]order.ID
	sequence   []order.ID
	last       int
	watchers   map[chan *order.Order]struct{}
}

// Open reads the log at path and makes a store that appends to it. With an empty path nothing is logged.
func Open(path string) (*Store, error) {
	s := &Store{
		orders:     make(map[order.ID]*order.Order),
		byCustomer: make(map[string][]order.ID),
		watchers:   make(map[chan *order.Order]struct{}),
	}
	if path == "" {
		return s, nil
	}
	log, err := openLog(path, s.keep)
	if err != nil {
		return nil, err
	}
	s.log = log
	return s, nil
}

// Put stores a new order.
func (s *Store) Put(o *order.Order) error {
	return s.change(o)
}

// SetStatus moves an order to another status and returns it as it is then.
func (s *Store) SetStatus(id order.ID, status order.Status) (*order.Order, error) {
	s.status.Lock()
	defer s.status.Unlock()
	before, err := s.Get(id)
	if err != nil {
		return nil, err
	}
	after, err := before.With(status)
	if err != nil {
		return nil, err
	}
	if err := s.change(after); err != nil {
		return nil, err
	}
	return after, nil
}

func (s *Store) change(o *order.Order) error {
	s.open.RLock()
	defer s.open.RUnlock()
	if s.closed {
		return ErrClosed
	}
	if s.log != nil {
		if err := s.log.append(o); err != nil {
			return fmt.Errorf("order %s: %w", o.ID, err)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.keep(o)
	for watcher := range s.watchers {
		select {
		case watcher <- o:
		default: // too slow: it misses this one
		}
	}
	return nil
}

func (s *Store) keep(o *order.Order) {
	if _, known := s.orders[o.ID]; !known {
		s.byCustomer[o.Customer] = append(s.byCustomer[o.Customer], o.ID)
		s.sequence = append(s.sequence, o.ID)
		if n, err := strconv.Atoi(string(o.ID)); err == nil {
			s.last = max(s.last, n)
		}
	}
	s.orders[o.ID] = o
}

// Get finds an order.
func (s *Store) Get(id order.ID) (*order.Order, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if o, ok := s.orders[id]; ok {
		return o, nil
	}
	return nil, NotFoundError{id}
}

// Len is the number of orders.
func (s *Store) Len() int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return len(s.sequence)
}

// Last is the highest number that an order has as its ID.
func (s *Store) Last() int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.last
}

// ByCustomer returns up to limit orders of a customer, the newest first.
func (s *Store) ByCustomer(customer string, limit int) []*order.Order {
	s.mu.RLock()
	defer s.mu.RUnlock()
	ids := s.byCustomer[customer]
	found := make([]*order.Order, 0, min(limit, len(ids)))
	for i := len(ids) - 1; i >= 0 && len(found) < limit; i-- {
		found = append(found, s.orders[ids[i]])
	}
	return found
}

// All returns the orders as they are now, the oldest first.
func (s *Store) All() []*order.Order {
	s.mu.RLock()
	defer s.mu.RUnlock()
	all := make([]*order.Order, len(s.sequence))
	for i, id := range s.sequence {
		all[i] = s.orders[id]
	}
	return all
}

// Watch sends every change from now on, until stop is called. A receiver that is slower than the changes misses some.
func (s *Store) Watch(buffer int) (changes <-chan *order.Order, stop func()) {
	watcher := make(chan *order.Order, buffer)
	s.mu.Lock()
	s.watchers[watcher] = struct{}{}
	s.mu.Unlock()
	var once sync.Once
	return watcher, func() {
		once.Do(func() {
			s.mu.Lock()
			defer s.mu.Unlock()
			delete(s.watchers, watcher)
			close(watcher)
		})
	}
}

// Close waits until everything is on disk. The orders can still be read.
func (s *Store) Close() error {
	s.open.Lock()
	defer s.open.Unlock()
	if s.closed || s.log == nil {
		return nil
	}
	s.closed = true
	return s.log.close()
}
