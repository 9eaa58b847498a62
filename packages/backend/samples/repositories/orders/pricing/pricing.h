#ifndef PRICING_H
#define PRICING_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Sum of the amounts in cents, less the volume discount. */
long long pricing_total(const long long *amounts, size_t count);

#ifdef __cplusplus
}
#endif

#endif
