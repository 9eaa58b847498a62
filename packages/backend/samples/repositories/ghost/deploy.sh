#!/bin/sh
set -eu
cd "$(dirname "$0")"
zip -q ghost.zip ghost.py
aws lambda update-function-code --function-name ghost --zip-file fileb://ghost.zip
