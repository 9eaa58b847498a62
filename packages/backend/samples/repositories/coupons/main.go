package main

import (
	"context"
	"errors"
	"hash/crc32"
	"os"
	"strconv"
	"strings"

	"github.com/aws/aws-lambda-go/lambda"
)

type basket struct {
	Code  string `json:"code"`
	Cents int64  `json:"cents"`
}

type discount struct {
	Cents int64 `json:"cents"`
}

var errCode = errors.New("the code is not valid")

// handle understands codes of the form TEA-15-9f2c1a7b: campaign, per cent,
// and a checksum over both with this season's salt.
func handle(_ context.Context, b basket) (discount, error) {
	parts := strings.Split(strings.ToUpper(strings.TrimSpace(b.Code)), "-")
	if len(parts) != 3 {
		return discount{}, errCode
	}
	percent, err := strconv.ParseInt(parts[1], 10, 64)
	if err != nil || percent < 1 || percent > 50 {
		return discount{}, errCode
	}
	sum := crc32.ChecksumIEEE([]byte(os.Getenv("COUPON_SALT") + parts[0] + parts[1]))
	if given, err := strconv.ParseUint(parts[2], 16, 32); err != nil || uint32(given) != sum {
		return discount{}, errCode
	}
	return discount{Cents: b.Cents * percent / 100}, nil
}

func main() {
	lambda.Start(handle)
}
