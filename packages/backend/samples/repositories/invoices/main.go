package main

import (
	"context"
	_ "embed"
	"encoding/base64"
	"fmt"
	"strings"
	"text/template"

	"github.com/aws/aws-lambda-go/lambda"
)

//go:embed templates/invoice.txt
var text string

var invoice = template.Must(template.New("invoice").Funcs(template.FuncMap{
	"money": func(cents int64) string { return fmt.Sprintf("%d.%02d", cents/100, cents%100) },
}).Parse(text))

type line struct {
	Name  string `json:"name"`
	Cents int64  `json:"cents"`
}

type shipped struct {
	Number   string `json:"number"`
	Customer string `json:"customer"`
	Lines    []line `json:"lines"`
	Total    int64  `json:"total"`
}

func handle(_ context.Context, order shipped) (string, error) {
	var page strings.Builder
	if err := invoice.Execute(&page, order); err != nil {
		return "", err
	}
	pdf, err := render(strings.Split(page.String(), "\n"))
	if err != nil {
		return "", fmt.Errorf("invoice %s: %w", order.Number, err)
	}
	return base64.StdEncoding.EncodeToString(pdf), nil
}

func main() {
	lambda.Start(handle)
}
