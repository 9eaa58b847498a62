import { createHmac } from 'node:crypto';

const SECONDS = 300;

/** A JWT, HS256, for one machine; `now` in milliseconds. */
export function issue(machine, key, now) {
  const at = Math.floor(now / 1000);
  const text = [
    { alg: 'HS256', typ: 'JWT' },
    { sub: machine, iat: at, exp: at + SECONDS },
  ]
    .map(part => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const signature = createHmac('sha256', key).update(text).digest('base64url');
  return `${text}.${signature}`;
}
