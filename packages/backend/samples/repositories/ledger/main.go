package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"

	"acme.example/payments/ledger/journal"
	"github.com/aws/aws-lambda-go/lambda"
)

type entry struct {
	Account string `json:"account"`
	Cents   int64  `json:"cents"`
}

type batch struct {
	Day     string  `json:"day"`
	Entries []entry `json:"entries"`
}

type packed struct {
	Day     string `json:"day"`
	Entries int    `json:"entries"`
	Journal string `json:"journal"`
}

func handle(_ context.Context, b batch) (packed, error) {
	var sum int64
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	for _, e := range b.Entries {
		sum += e.Cents
		if err := encoder.Encode(e); err != nil {
			return packed{}, err
		}
	}
	if sum != 0 {
		return packed{}, fmt.Errorf("entries of %s do not balance: %d cents left", b.Day, sum)
	}
	data, err := journal.Pack(text.Bytes())
	if err != nil {
		return packed{}, err
	}
	return packed{
		Day:     b.Day,
		Entries: len(b.Entries),
		Journal: base64.StdEncoding.EncodeToString(data),
	}, nil
}

func main() {
	lambda.Start(handle)
}
