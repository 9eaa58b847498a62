#include "sign.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Vouchers are a few dozen bytes; whatever is longer is cut and refused. */
enum { BODY_MAX = 1024, ID_MAX = 128 };

struct invocation {
  char id[ID_MAX];
  char body[BODY_MAX + 1];
  size_t length;
  int too_long;
};

static size_t on_header(char *data, size_t size, size_t count, void *target) {
  static const char name[] = "lambda-runtime-aws-request-id:";
  struct invocation *in = target;
  const size_t length = size * count;

  if (length > sizeof name && strncasecmp(data, name, sizeof name - 1) == 0) {
    char line[ID_MAX + sizeof name];
    const size_t kept = length < sizeof line - 1 ? length : sizeof line - 1;
    memcpy(line, data, kept);
    line[kept] = '\0';
    sscanf(line + sizeof name - 1, " %127s", in->id);
  }
  return length;
}

static size_t on_body(char *data, size_t size, size_t count, void *target) {
  struct invocation *in = target;
  const size_t length = size * count;

  if (in->length + length > BODY_MAX) {
    in->too_long = 1;
    return length;
  }
  memcpy(in->body + in->length, data, length);
  in->length += length;
  in->body[in->length] = '\0';
  return length;
}

static size_t drop(char *data, size_t size, size_t count, void *target) {
  (void)data;
  (void)target;
  return size * count;
}

static int next(CURL *curl, const char *base, struct invocation *in) {
  char url[512];

  memset(in, 0, sizeof *in);
  snprintf(url, sizeof url, "%snext", base);
  curl_easy_reset(curl);
  curl_easy_setopt(curl, CURLOPT_URL, url);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, on_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, in);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, in);
  return curl_easy_perform(curl) == CURLE_OK ? 0 : -1;
}

static int answer(CURL *curl, const char *base, const char *id,
                  const char *kind, const char *body) {
  char url[512];

  snprintf(url, sizeof url, "%s%s/%s", base, id, kind);
  curl_easy_reset(curl);
  curl_easy_setopt(curl, CURLOPT_URL, url);
  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, drop);
  return curl_easy_perform(curl) == CURLE_OK ? 0 : -1;
}

int main(void) {
  const char *api = getenv("AWS_LAMBDA_RUNTIME_API");
  const char *key = getenv("VOUCHER_KEY");
  char base[256], signature[SIGNATURE_SIZE], body[64];
  struct invocation in;
  CURL *curl;

  if (api == NULL || key == NULL) {
    fputs("AWS_LAMBDA_RUNTIME_API and VOUCHER_KEY have to be set\n", stderr);
    return 1;
  }
  snprintf(base, sizeof base, "http://%s/2018-06-01/runtime/invocation/", api);
  curl = curl_easy_init();
  while (curl != NULL && next(curl, base, &in) == 0) {
    if (in.too_long || sign(key, in.body, in.length, signature) != 0) {
      answer(curl, base, in.id, "error", "{\"errorType\":\"Voucher\"}");
      continue;
    }
    snprintf(body, sizeof body, "\"%s\"", signature);
    answer(curl, base, in.id, "response", body);
  }
  return 1;
}
