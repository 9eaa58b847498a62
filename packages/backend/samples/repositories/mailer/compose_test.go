package main

import "testing"

func TestComposeRefusesASecondHeader(t *testing.T) {
	_, err := compose("shop@acme.example", mail{To: "a@b.example", Subject: "hi\r\nBcc: c@d.example"})
	if err == nil {
		t.Fatal("a line break in the subject went through")
	}
}
