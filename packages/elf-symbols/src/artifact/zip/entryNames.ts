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

import { crc32 } from 'node:zlib';
import { extraField } from './extraFields';

/** Bit 11 of the flags: name and comment are UTF-8. */
const FLAG_UTF8 = 0x800;
/** Info-ZIP's field with the name in UTF-8: version, crc32 of the name, name. */
const UNICODE_PATH_EXTRA = 0x7075;

/** The upper half of code page 437, which a zip file has without a flag. */
const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Decodes the name of a zip entry: the field with its name in UTF-8, or the
 * name itself as UTF-8 if the flag says so or it is nothing else, or as code
 * page 437 (PKWARE, APPNOTE.TXT, appendix D).
 *
 * @internal
 */
export function decodeEntryName(
  name: Buffer,
  flags: number,
  extra: Buffer,
): string {
  const unicode = unicodePath(name, extra);
  if (unicode !== undefined) {
    return unicode;
  }
  if (flags % (2 * FLAG_UTF8) >= FLAG_UTF8) {
    return name.toString('utf8');
  }
  // Most programs write UTF-8 without the flag where the system has it.
  return decodeUtf8(name) ?? decodeCp437(name);
}

function unicodePath(name: Buffer, extra: Buffer): string | undefined {
  const field = extraField(extra, UNICODE_PATH_EXTRA);
  return field &&
    field.length >= 5 &&
    field[0] === 1 &&
    field.readUInt32LE(1) === crc32(name)
    ? decodeUtf8(field.subarray(5))
    : undefined;
}

function decodeUtf8(bytes: Buffer): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

function decodeCp437(bytes: Buffer): string {
  return Array.from(bytes, byte =>
    byte < 128 ? String.fromCharCode(byte) : CP437[byte - 128],
  ).join('');
}
