package main

import (
	"context"
	"encoding/json"
	"log/slog"
	"os"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

// routes maps the prefix of a detail type to the accounts that want it.
type routes map[string][]string

func (r routes) accounts(detailType string) []string {
	var found []string
	for prefix, accounts := range r {
		if strings.HasPrefix(detailType, prefix) {
			found = append(found, accounts...)
		}
	}
	return found
}

func main() {
	var table routes
	if err := json.Unmarshal([]byte(os.Getenv("ROUTES")), &table); err != nil {
		slog.Error("ROUTES cannot be read", "error", err)
		os.Exit(1)
	}
	lambda.Start(func(_ context.Context, event events.CloudWatchEvent) ([]string, error) {
		return table.accounts(event.DetailType), nil
	})
}
