// Command shop serves a small order service over HTTP.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"net/http"
	"os"
	"os/signal"
	"time"

	"example.com/shop/internal/httpapi"
	"example.com/shop/internal/order"
	"example.com/shop/internal/store"
)

var products = []order.Product{
	{SKU: "tea-100", Name: "Assam, 100 g", Price: 450},
	{SKU: "tea-500", Name: "Assam, 500 g", Price: 1990},
	{SKU: "pot-1", Name: "Teapot, 1 l", Price: 3400},
	{SKU: "cup-2", Name: "Two cups", Price: 1200},
}

func main() {
	addr := flag.String("addr", "localhost:8080", "address to serve on")
	logFile := flag.String("log", "", "file to log orders to; none keeps them in memory only")
	flag.Parse()
	logger := log.New(os.Stderr, "shop: ", log.LstdFlags|log.Lmsgprefix)
	if err := run(*addr, *logFile, logger); err != nil {
		logger.Fatal(err)
	}
}

func run(addr, logFile string, logger *log.Logger) error {
	orders, err := store.Open(logFile)
	if err != nil {
		return err
	}
	defer func() {
		if err := orders.Close(); err != nil {
			logger.Printf("closing the store: %v", err)
		}
	}()
	rules := []order.Rule{order.BulkRule(10, 5), order.CouponRule("SPRING", 10)}
	desk := order.NewDesk(order.NewCatalog(products), rules, time.Now, orders.Last())

	changes, stop := orders.Watch(64)
	defer stop()
	go announce(changes, logger)

	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt)
	defer cancel()
	server := &http.Server{Addr: addr, Handler: httpapi.New(desk, orders, logger), ReadHeaderTimeout: 5 * time.Second}
	failed := make(chan error, 1)
	go func() { failed <- server.ListenAndServe() }()
	logger.Printf("serving %d orders on %s", orders.Len(), addr)
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	grace, cancelGrace := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancelGrace()
	if err := server.Shutdown(grace); err != nil && !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("shutdown: %w", err)
	}
	return nil
}

// announce tells of every change, as the warehouse would want to know.
func announce(changes <-chan *order.Order, logger *log.Logger) {
	for o := range changes {
		logger.Printf("order %s of %s is %s: %s", o.ID, o.Customer, o.Status, o.Total)
	}
}
