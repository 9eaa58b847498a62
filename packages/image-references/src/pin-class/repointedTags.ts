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

/**
 * Tags that read like a full version and did not hold still: each was re-pointed
 * three times or more, and the record counts it among those that named more
 * than one release. The version in the name stayed what it was, so this errs on
 * the side of saying too little; a tag that was seen to move that often is not
 * shown as one that stays.
 *
 * Source: git history of
 * https://github.com/docker-library/official-images up to commit
 * 37079fb336f572a88700cf32e5e1f6be54a04e8f (2026-08-21).
 *
 * @internal
 */
const REPOINTED: Readonly<Record<string, string>> = {
  busybox: ['1.24.1 1.26.2 1.26.2-uclibc'].join(' '),
  docker: [
    '20.10.17 20.10.17-alpine3.16 22.06.0-beta.0 22.06.0-beta.0-alpine3.16',
  ].join(' '),
  gcc: ['10.3 10.3.0 8.4 8.4.0 9.3 9.3.0'].join(' '),
  golang: ['1.8.3'].join(' '),
  gradle: [
    '6.9.1-jdk11 6.9.1-jdk8 6.9.4-jdk17-jammy 7.6.4-jdk17-jammy',
    '8.14.3-jdk11-ubi 8.14.3-jdk17-ubi 8.14.3-jdk21-ubi 8.14.3-jdk8-ubi',
  ].join(' '),
  mysql: [
    '5.7.37 5.7.38 5.7.38-debian 5.7.38-oracle 8.0.28 8.0.29 8.0.29-debian',
    '8.0.29-oracle 8.0.35-debian',
  ].join(' '),
  node: ['6.14.2 9.11.1'].join(' '),
  openjdk: [
    '10-ea-46 10-ea-46-jdk 10-ea-46-jdk-slim 10-ea-46-jre 10-ea-46-jre-slim',
    '10-ea-46-slim 11.0.1 11.0.1-jdk 11.0.1-jre 6b38 6b38-jdk 6b38-jre',
  ].join(' '),
  php: [
    '5.3.29-cli 5.6.31 5.6.31-alpine 5.6.31-apache 5.6.31-cli 5.6.31-fpm',
    '5.6.31-zts 7.0.30-apache-jessie 7.0.30-cli-jessie 7.0.30-fpm-jessie',
    '7.0.30-jessie 7.0.30-zts-jessie 7.1.30-apache-stretch',
    '7.1.30-cli-stretch 7.1.30-fpm-stretch 7.1.30-stretch',
    '7.1.30-zts-stretch',
  ].join(' '),
  python: [
    '2.7.13 2.7.14 2.7.14-jessie 2.7.14-slim 2.7.15-slim-jessie',
    '2.7.15-slim-stretch 2.7.16-slim-stretch 3.3.6 3.4.6 3.4.7-slim',
    '3.4.8-slim-jessie 3.5.3 3.5.4 3.5.4-slim 3.5.5-slim-jessie',
    '3.5.7-slim-stretch 3.6.14-slim-buster 3.6.3-slim 3.6.5-slim-jessie',
    '3.6.5-slim-stretch 3.6.9-slim-stretch 3.7.0a2-slim 3.7.11-slim-buster',
    '3.7.17-slim-bullseye 3.7.4-slim-stretch 3.8.11-slim-buster',
    '3.9.6-slim-buster',
  ].join(' '),
  ruby: [
    '2.2.7 2.2.7-slim 2.3.4 2.3.4-slim 2.3.7-jessie 2.3.7-slim-jessie',
    '2.3.7-slim-stretch 2.3.7-stretch 2.4.1 2.4.1-slim 2.4.4-jessie',
    '2.4.4-slim-jessie 2.4.4-slim-stretch 2.4.4-stretch 2.4.6-slim-stretch',
    '2.4.6-stretch 2.5.5-slim-stretch 2.5.5-stretch 2.6.3-slim-stretch',
    '2.6.3-stretch',
  ].join(' '),
};

const REPOINTED_TAGS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(REPOINTED).map(([name, tags]) => [
    `docker.io/library/${name}`,
    new Set(tags.split(' ')),
  ]),
);

/**
 * Whether the tag is one of those, by the name of its origin.
 *
 * @internal
 */
export function wasRepointed(
  registry: string,
  repository: string,
  tag: string,
): boolean {
  return REPOINTED_TAGS.get(`${registry}/${repository}`)?.has(tag) ?? false;
}
