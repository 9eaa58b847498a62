// Command migrate copies documents into an index with the new mapping, one
// page for each invocation.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
)

type page struct {
	Documents []map[string]any `json:"documents"`
	Next      string           `json:"next,omitempty"`
}

func main() {
	base := "http://" + os.Getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/invocation/"
	for {
		response, err := http.Get(base + "next")
		if err != nil {
			log.Fatal(err)
		}
		id := response.Header.Get("Lambda-Runtime-Aws-Request-Id")
		body, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil {
			log.Fatal(err)
		}
		path, answer := base+id+"/response", []byte(nil)
		if answer, err = migrate(body); err != nil {
			path = base + id + "/error"
			answer = []byte(fmt.Sprintf(`{"errorType":"Migration","errorMessage":%q}`, err))
		}
		done, err := http.Post(path, "application/json", bytes.NewReader(answer))
		if err != nil {
			log.Fatal(err)
		}
		done.Body.Close()
	}
}

func migrate(body []byte) ([]byte, error) {
	var p page
	if err := json.Unmarshal(body, &p); err != nil {
		return nil, err
	}
	for _, document := range p.Documents {
		// `title` was renamed in mapping 4.
		if title, ok := document["title"]; ok {
			document["name"] = title
			delete(document, "title")
		}
	}
	return json.Marshal(p)
}
