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

/*
 * How tags name the release of an operating system. What names only the system
 * (`alpine`, `slim`, `windowsservercore`, also `sid`, which never stands
 * still) is not here on purpose: it can move under an unchanged tag.
 */

/** Code names of Debian releases. Source: https://wiki.debian.org/DebianReleases */
const DEBIAN =
  'squeeze wheezy jessie stretch buster bullseye bookworm trixie forky duke';

/** Code names of Ubuntu releases. Source: https://wiki.ubuntu.com/Releases */
const UBUNTU =
  'lucid precise quantal raring saucy trusty utopic vivid wily xenial yakkety ' +
  'zesty artful bionic cosmic disco eoan focal groovy hirsute impish jammy ' +
  'kinetic lunar mantic noble oracular plucky questing resolute stonking';

const CODE_NAMES = new Set(`${DEBIAN} ${UBUNTU}`.split(' '));

/** Names that a release number follows, directly or after a dash. */
const NAMES = new Set(
  (
    'al almalinux alma alpine amazonlinux amzn azurelinux centos debian deb ' +
    'el fc fedora leap mariner ol opensuse oraclelinux photon rhel rocky ' +
    'rockylinux sle sles ubi ubuntu'
  ).split(' '),
);

const WINDOWS_NAMES = new Set([
  'windowsservercore',
  'nanoserver',
  'servercore',
]);
const WINDOWS_RELEASE = /^(?:ltsc\d{4}|sac\d{4}|\d{4}|\d{2}h\d)$/;

const NAME_WITH_NUMBER = /^([a-z]+)(\d+(?:\.\d+)*)$/;
// Three components after a dash are the image's own version: `alpine-1.2.3`.
const RELEASE_NUMBER = /^\d+(?:\.\d+)?$/;

/**
 * How many of the parts from the given index on name the release of an
 * operating system.
 *
 * @param parts - of a tag, split at dashes, in lower case
 * @returns 0, 1 or 2
 * @internal
 */
export function operatingSystemParts(
  parts: readonly string[],
  index: number,
): number {
  const part = parts[index];
  if (CODE_NAMES.has(part)) {
    return 1;
  }
  const named = NAME_WITH_NUMBER.exec(part);
  if (named) {
    return NAMES.has(named[1]) ? 1 : 0;
  }
  const next = parts[index + 1] ?? '';
  const isRelease =
    (NAMES.has(part) && RELEASE_NUMBER.test(next)) ||
    (WINDOWS_NAMES.has(part) && WINDOWS_RELEASE.test(next));
  return isRelease ? 2 : 0;
}
