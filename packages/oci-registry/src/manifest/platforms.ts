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

import type { ImageIndex, IndexedManifest, PlatformText } from '../types';

/** `os`, `architecture` and `variant` as registries and people write them. */
const PART = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

const OS_ALIASES: ReadonlyMap<string, string> = new Map([['macos', 'darwin']]);

const ARCHITECTURE_ALIASES: ReadonlyMap<string, [string, string | null]> =
  new Map([
    ['x86_64', ['amd64', null]],
    ['x86-64', ['amd64', null]],
    ['aarch64', ['arm64', null]],
    ['i386', ['386', null]],
    ['i486', ['386', null]],
    ['i586', ['386', null]],
    ['i686', ['386', null]],
    ['armhf', ['arm', 'v7']],
    ['armel', ['arm', 'v6']],
  ]);

/** Variants that say nothing more than their architecture. */
const IMPLIED_VARIANTS: ReadonlyMap<string, string> = new Map([
  ['amd64', 'v1'],
  ['arm64', 'v8'],
]);

/**
 * One text per platform, whatever it was called: `arm64/v8` and `aarch64` are
 * `linux/arm64`, `x86_64` is `linux/amd64`, `arm` is `linux/arm/v7`.
 *
 * @throws TypeError where a part is not a word
 *
 * @public
 */
export function normalizePlatform(platform: {
  os: string;
  architecture: string;
  variant?: string | null;
}): PlatformText {
  const variantText = platform.variant ?? '';
  const parts = [platform.os, platform.architecture];
  if (variantText !== '') {
    parts.push(variantText);
  }
  if (!parts.every(part => PART.test(part))) {
    throw new TypeError(
      'A platform is os/architecture or os/architecture/variant, for example linux/arm64',
    );
  }
  const [os, architecture, variant = null] = parts.map(part =>
    part.toLowerCase(),
  );
  const [name, impliedByName] = ARCHITECTURE_ALIASES.get(architecture) ?? [
    architecture,
    null,
  ];
  const full = withVariant(name, variant ?? impliedByName);
  return `${OS_ALIASES.get(os) ?? os}/${full}`;
}

/**
 * Reads what people write after `--platform`.
 *
 * @throws TypeError where it is not `os/architecture[/variant]`
 *
 * @public
 */
export function parsePlatform(text: string): PlatformText {
  const [os, architecture = '', variant, ...rest] = text.split('/');
  if (rest.length > 0 || variant === '') {
    throw new TypeError(
      'A platform is os/architecture or os/architecture/variant, for example linux/arm64',
    );
  }
  return normalizePlatform({ os, architecture, variant });
}

/**
 * The manifest of an index for a platform: of several the first, as the
 * specification says. Never another platform's.
 *
 * @public
 */
export function selectPlatform(
  index: Pick<ImageIndex, 'manifests'>,
  platform: PlatformText,
): IndexedManifest | undefined {
  const wanted = parsePlatform(platform);
  return index.manifests.find(manifest => manifest.platform === wanted);
}

function withVariant(architecture: string, variant: string | null): string {
  if (architecture === 'arm') {
    return `arm/${numbered(variant ?? 'v7')}`;
  }
  if (variant === null) {
    return architecture;
  }
  return numbered(variant) === IMPLIED_VARIANTS.get(architecture)
    ? architecture
    : `${architecture}/${numbered(variant)}`;
}

/** `8` and `v8` are the same variant. */
function numbered(variant: string): string {
  return /^[0-9]/.test(variant) ? `v${variant}` : variant;
}
