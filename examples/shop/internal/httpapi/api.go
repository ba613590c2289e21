// Package httpapi serves orders and reports as JSON.
package httpapi

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"strconv"
	"strings"

	"example.com/shop/internal/order"
	"example.com/shop/internal/report"
	"example.com/shop/internal/store"
)

const (
	maxBody      = 64 << 10
	defaultLimit = 20
	maxLimit     = 500
)

type api struct {
	desk   *order.Desk
	store  *store.Store
	logger *log.Logger
}

// New makes the handler of the whole service.
func New(desk *order.Desk, orders *store.Store, logger *log.Logger) http.Handler {
	a := &api{desk, orders, logger}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /orders", a.placeOrder)
	mux.HandleFunc("GET /orders/{id}", a.getOrder)
	mux.HandleFunc("POST /orders/{id}/status", a.setStatus)
	mux.HandleFunc("GET /customers/{customer}/orders", a.listOrders)
	mux.HandleFunc("GET /reports/daily", a.dailyReport)
	mux.HandleFunc("GET /reports/products", a.productReport)
	return wrap(mux, withRequestID("shop"), withLog(logger), withRecovery(logger))
}

func (a *api) placeOrder(w http.ResponseWriter, r *http.Request) {
	var request order.Request
	if err := readJSON(r, &request); err != nil {
		a.fail(w, http.StatusBadRequest, err)
		return
	}
	placed, err := a.desk.Place(&request)
	if err != nil {
		a.failWith(w, err)
		return
	}
	if err := a.store.Put(placed); err != nil {
		a.failWith(w, err)
		return
	}
	w.Header().Set("Location", "/orders/"+string(placed.ID))
	a.answer(w, http.StatusCreated, placed)
}

func (a *api) getOrder(w http.ResponseWriter, r *http.Request) {
	found, err := a.store.Get(order.ID(r.PathValue("id")))
	if err != nil {
		a.failWith(w, err)
		return
	}
	a.answer(w, http.StatusOK, found)
}

func (a *api) setStatus(w http.ResponseWriter, r *http.Request) {
	var change struct {
		Status order.Status `json:"status"`
	}
	if err := readJSON(r, &change); err != nil {
		a.fail(w, http.StatusBadRequest, err)
		return
	}
	changed, err := a.store.SetStatus(order.ID(r.PathValue("id")), change.Status)
	if err != nil {
		a.failWith(w, err)
		return
	}
	a.answer(w, http.StatusOK, changed)
}

// summary is an order in a list.
type summary struct {
	ID     order.ID     `json:"id"`
	Status order.Status `json:"status"`
	Pieces int          `json:"pieces"`
	Total  string       `json:"total"`
}

func (a *api) listOrders(w http.ResponseWriter, r *http.Request) {
	limit, err := intParameter(r, "limit", defaultLimit)
	if err != nil {
		a.fail(w, http.StatusBadRequest, err)
		return
	}
	orders := a.store.ByCustomer(r.PathValue("customer"), limit)
	list := make([]summary, len(orders))
	for i, o := range orders {
		list[i] = summary{ID: o.ID, Status: o.Status, Total: o.Total.String()}
		for _, line := range o.Lines {
			list[i].Pieces += line.Quantity
		}
	}
	a.answer(w, http.StatusOK, list)
}

func (a *api) dailyReport(w http.ResponseWriter, _ *http.Request) {
	a.answer(w, http.StatusOK, report.Daily(a.store.All()))
}

func (a *api) productReport(w http.ResponseWriter, r *http.Request) {
	top, err := intParameter(r, "top", 10)
	if err != nil {
		a.fail(w, http.StatusBadRequest, err)
		return
	}
	products := report.TopProducts(a.store.All(), top)
	if strings.Contains(r.Header.Get("Accept"), "text/plain") {
		io.WriteString(w, report.Summary(products))
		return
	}
	a.answer(w, http.StatusOK, products)
}

func intParameter(r *http.Request, name string, otherwise int) (int, error) {
	text := r.URL.Query().Get(name)
	if text == "" {
		return otherwise, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > maxLimit {
		return 0, fmt.Errorf("%s must be a number from 1 to %d, not %q", name, maxLimit, text)
	}
	return n, nil
}

func readJSON(r *http.Request, into any) error {
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	if err != nil {
		return err
	}
	if len(body) > maxBody {
		return fmt.Errorf("the body has more than %d bytes", maxBody)
	}
	return json.Unmarshal(body, into)
}

func (a *api) answer(w http.ResponseWriter, status int, value any) {
	body, err := json.Marshal(value)
	if err != nil {
		a.failWith(w, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	w.Write(append(body, '\n'))
}

func (a *api) failWith(w http.ResponseWriter, err error) {
	var invalid *order.InvalidError
	var transition *order.TransitionError
	var notFound store.NotFoundError
	switch {
	case errors.As(err, &invalid):
		a.fail(w, http.StatusUnprocessableEntity, err)
	case errors.As(err, &transition):
		a.fail(w, http.StatusConflict, err)
	case errors.As(err, &notFound):
		a.fail(w, http.StatusNotFound, err)
	default:
		a.logger.Printf("failed: %v", err)
		a.fail(w, http.StatusInternalServerError, errors.New("internal error"))
	}
}

func (a *api) fail(w http.ResponseWriter, status int, err error) {
	a.answer(w, status, map[string]string{"error": err.Error()})
}
