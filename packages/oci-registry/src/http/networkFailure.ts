/*
 * Copyright 2026 The lambda-compat Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import { isRegistryError, RegistryError, systemCodeOf } from '../errors';
import type { RegistryErrorCode } from '../types';

const DNS = /^(?:ENOTFOUND|ENODATA|ESERVFAIL|EAI_[A-Z]+)$/;

const TIMEOUT = /^(?:ETIMEDOUT|UND_ERR_(?:HEADERS|BODY|CONNECT)_TIMEOUT)$/;

/** OpenSSL's names of what is wrong with a certificate, and Node.js's own. */
const TLS =
  /^(?:ERR_TLS_|ERR_SSL_|CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|EPROTO$|HOSTNAME_MISMATCH$|INVALID_CA$|INVALID_PURPOSE$|PATH_LENGTH_EXCEEDED$)/;

/** The name of what undici's parser throws, whose code is not always there. */
const NOT_HTTP = 'HTTPParserError';

/** Of a connection that the other side had closed before it was used again. */
const RESET = /^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET)$/;

const SENTENCES: Partial<Record<RegistryErrorCode, string>> = {
  dns: 'has a name that cannot be resolved',
  timeout: 'did not answer in time',
  tls: 'has no certificate that is trusted, or speaks no TLS',
  'unexpected-answer': 'does not speak HTTP',
  'too-large': 'sent more headers than are read',
  connection: 'cannot be reached, or closed the connection',
};

/**
 * What a failure below HTTP means.
 *
 * @param place - what was asked: the origin of a registry
 */
export function networkFailure(
  error: unknown,
  registry: string,
  place: string,
): RegistryError {
  if (isRegistryError(error)) {
    return error;
  }
  const systemCode = systemCodeOf(error);
  const code = isParserError(error)
    ? 'unexpected-answer'
    : codeOfFailure(systemCode);
  const detail = /^[A-Z][A-Z0-9_]{1,60}$/.test(systemCode)
    ? ` (${systemCode})`
    : '';
  return new RegistryError(
    code,
    registry,
    `${place} ${SENTENCES[code]}${detail}`,
    { cause: error },
  );
}

/** Whether asking once more may help at once. */
export function isReset(error: unknown): boolean {
  return (
    isRegistryError(error) &&
    error.code === 'connection' &&
    RESET.test(systemCodeOf(error.cause))
  );
}

function isParserError(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'name' in error &&
    error.name === NOT_HTTP
  );
}

function codeOfFailure(systemCode: string): RegistryErrorCode {
  if (DNS.test(systemCode)) {
    return 'dns';
  }
  if (TIMEOUT.test(systemCode)) {
    return 'timeout';
  }
  if (TLS.test(systemCode)) {
    return 'tls';
  }
  return systemCode === 'UND_ERR_HEADERS_OVERFLOW' ? 'too-large' : 'connection';
}
