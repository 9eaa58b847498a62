package main

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"time"

	"acme.example/payments/orders/pricing"
	"github.com/aws/aws-lambda-go/lambda"
)

type line struct {
	SKU      string `json:"sku"`
	Quantity int    `json:"quantity"`
	Cents    int64  `json:"cents"`
}

type order struct {
	ID       string `json:"id"`
	Customer string `json:"customer"`
	Lines    []line `json:"lines"`
}

type receipt struct {
	ID    string    `json:"id"`
	Total int64     `json:"total"`
	At    time.Time `json:"at"`
}

var errEmpty = errors.New("an order needs at least one line")

func handle(_ context.Context, o order) (receipt, error) {
	if len(o.Lines) == 0 {
		return receipt{}, errEmpty
	}
	amounts := make([]int64, len(o.Lines))
	for i, l := range o.Lines {
		amounts[i] = int64(l.Quantity) * l.Cents
	}
	r := receipt{ID: o.ID, Total: pricing.Total(amounts), At: time.Now().UTC()}
	// The log group is the order log: one JSON line per order.
	return r, json.NewEncoder(os.Stdout).Encode(r)
}

func main() {
	lambda.Start(handle)
}
