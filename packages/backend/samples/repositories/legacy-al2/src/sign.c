#include "sign.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdio.h>
#include <string.h>

int sign(const char *key, const char *text, size_t length,
         char signature[SIGNATURE_SIZE]) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;

  if (HMAC(EVP_sha1(), key, (int)strlen(key), (const unsigned char *)text,
           length, digest, &size) == NULL) {
    return -1;
  }
  for (unsigned int i = 0; i < size; ++i) {
    snprintf(signature + 2 * i, 3, "%02x", digest[i]);
  }
  return 0;
}
