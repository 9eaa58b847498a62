package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/smtp"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type mail struct {
	To      string `json:"to"`
	Subject string `json:"subject"`
	Text    string `json:"text"`
}

type mailer struct {
	server string
	from   string
	auth   smtp.Auth
}

func (m mailer) handle(_ context.Context, event events.SNSEvent) error {
	for _, record := range event.Records {
		var out mail
		if err := json.Unmarshal([]byte(record.SNS.Message), &out); err != nil {
			return fmt.Errorf("message %s: %w", record.SNS.MessageID, err)
		}
		text, err := compose(m.from, out)
		if err != nil {
			return fmt.Errorf("message %s: %w", record.SNS.MessageID, err)
		}
		if err := smtp.SendMail(m.server, m.auth, m.from, []string{out.To}, text); err != nil {
			return fmt.Errorf("mail to %s: %w", out.To, err)
		}
	}
	return nil
}

func main() {
	host := os.Getenv("SMTP_HOST")
	m := mailer{
		server: host + ":587",
		from:   os.Getenv("MAIL_FROM"),
		auth:   smtp.PlainAuth("", os.Getenv("SMTP_USER"), os.Getenv("SMTP_PASSWORD"), host),
	}
	lambda.Start(m.handle)
}
