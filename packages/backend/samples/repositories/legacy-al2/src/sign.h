#ifndef SIGN_H
#define SIGN_H

#include <stddef.h>

enum { SIGNATURE_SIZE = 41 };

/* HMAC-SHA1 in hex: what the tills check. They cannot be updated. */
int sign(const char *key, const char *text, size_t length,
         char signature[SIGNATURE_SIZE]);

#endif
