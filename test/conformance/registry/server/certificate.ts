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

import crypto, { type KeyObject } from 'node:crypto';
import net from 'node:net';

/** A certificate that nobody but itself vouches for. */
export interface SelfSignedCertificate {
  /** PEM. */
  certificate: string;
  /** DER, in base64 as in the header `x5c` of a token. */
  encoded: string;
  privateKey: KeyObject;
}

const VALID_MS = 30 * 24 * 3600 * 1000;

function encode(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  if (length < 0x80) {
    return Buffer.concat([Buffer.from([tag, length]), content]);
  }
  const size =
    length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts: Buffer[]) => encode(0x30, ...parts);
const octets = (bytes: Buffer) => encode(0x04, bytes);
const time = (ms: number) =>
  encode(
    0x17,
    Buffer.from(
      new Date(ms).toISOString().replace(/^..|[-:T]|\.\d+/g, ''),
      'ascii',
    ),
  );

/** Object identifiers by their encoded content (X.660). */
const OID = {
  sha256WithRsa: encode(0x06, Buffer.from('2a864886f70d01010b', 'hex')),
  commonName: encode(0x06, Buffer.from('550403', 'hex')),
  subjectAltName: encode(0x06, Buffer.from('551d11', 'hex')),
  basicConstraints: encode(0x06, Buffer.from('551d13', 'hex')),
};

/**
 * A self-signed certificate for a host (X.509 v3, RFC 5280): Node.js reads
 * them but writes none, and neither a package nor openssl is needed for so
 * little.
 *
 * @param host - address or name
 */
export function createCertificate(host: string): SelfSignedCertificate {
  const { privateKey, publicKey } = crypto.generateKeyPairSync('rsa', {
    modulusLength: 2048,
  });
  const algorithm = sequence(OID.sha256WithRsa, encode(0x05));
  const name = sequence(
    encode(0x31, sequence(OID.commonName, encode(0x0c, Buffer.from(host)))),
  );
  const now = Date.now();
  const alternative = net.isIPv4(host)
    ? encode(0x87, Buffer.from(host.split('.').map(Number)))
    : encode(0x82, Buffer.from(host));
  const extensions = sequence(
    sequence(OID.subjectAltName, octets(sequence(alternative))),
    sequence(
      OID.basicConstraints,
      encode(0x01, Buffer.from([0xff])),
      octets(sequence(encode(0x01, Buffer.from([0xff])))),
    ),
  );
  const body = sequence(
    encode(0xa0, encode(0x02, Buffer.from([2]))),
    encode(0x02, Buffer.concat([Buffer.from([1]), crypto.randomBytes(8)])),
    algorithm,
    name,
    sequence(time(now - 3600_000), time(now + VALID_MS)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    encode(0xa3, extensions),
  );
  const signature = crypto.sign('sha256', body, privateKey);
  const der = sequence(
    body,
    algorithm,
    encode(0x03, Buffer.from([0]), signature),
  );
  const encoded = der.toString('base64');
  const lines = encoded.match(/.{1,64}/g)!.join('\n');
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    encoded,
    privateKey,
  };
}
