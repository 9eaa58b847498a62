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

/** The time at which the table speaks. */
export const NOW = Date.UTC(2026, 10, 23, 12);

/**
 * Forty components, written by hand.
 *
 * - Owners are groups, except `ann`, who is a user. `-` is none.
 * - Collected: hours ago; `!` where the last reading failed.
 * - References: `image:class`, and how often; `?` names no image.
 * - Problems: `E` error, `W` warning in the facts, `S` error of the source.
 */
export const COMPONENTS = `
name        | owners       | system  | lifecycle    | runtime                | state           | collected | references                          | problems
shop-01     | shop         | cart    | production   | nodejs22.x             | pinned          | 1         | node:digest lambda:digest           | -
shop-02     | shop         | cart    | production   | nodejs22.x             | pinned          | 2         | node:digest                         | -
shop-03     | shop         | cart    | production   | nodejs22.x             | dated           | 50        | al:dated node:digest                | -
shop-04     | shop         | cart    | experimental | nodejs22.x             | unpinned        | 1         | node:partial lambda:digest          | -
shop-05     | shop         | cart    | production   | python3.13             | unpinned        | 1         | python:exact-os                     | -
shop-06     | shop         | catalog | production   | python3.13             | unpinned        | 3         | python:exact python:floating        | -
shop-07     | shop         | catalog | production   | nodejs22.x             | unpinned        | 1         | ?:unresolved node:digest            | E402
shop-08     | shop         | catalog | production   | -                      | never-collected | -         | -                                   | -
shop-09     | shop         | -       | experimental | python3.13             | no-images       | 4         | -                                   | -
shop-10     | shop         | cart    | production   | nodejs22.x             | partly-read     | 1         | node:digest                         | W401
product-01  | product      | catalog | production   | nodejs22.x             | pinned          | 1         | node:digest                         | -
product-02  | product      | catalog | production   | python3.13             | unpinned        | 72        | python:channel lambda:channel       | -
product-03  | product      | cart    | production   | nodejs22.x,python3.13  | unpinned        | 1         | node:floating python:digest al:dated | -
product-04  | product      | -       | deprecated   | python3.13             | no-build-file   | 2         | -                                   | -
build-01    | build        | infra   | production   | provided.al2023        | pinned          | 1         | al:digest lambda:digest*2           | -
build-02    | build        | infra   | production   | provided.al2023        | dated           | 1         | al:dated*2                          | -
build-03    | build        | infra   | production   | provided.al2023        | unpinned        | 1         | al:floating                         | -
build-04    | build        | infra   | experimental | provided.al2023        | unpinned        | 1         | ?:invalid al:digest                 | E305
build-05    | build        | tools   | production   | python3.13             | pinned          | 5         | python:digest                       | -
build-06    | build        | tools   | production   | python3.13             | expired         | 200       | python:partial                      | -
build-07    | build        | tools   | -            | provided.al2023        | unreadable      | -!        | -                                   | S303
build-08    | build        | tools   | production   | provided.al2023        | no-images       | 1         | -                                   | -
platform-01 | platform     | infra   | production   | provided.al2023        | pinned          | 1         | lambda:digest                       | -
platform-02 | platform     | tools   | production   | python3.13             | unpinned        | 100!      | python:channel python:digest        | W102
platform-03 | platform     | tools   | experimental | nodejs22.x             | partly-read     | 1         | node:dated                          | W401 E304
platform-04 | platform     | -       | production   | provided.al2023        | never-collected | -         | -                                   | -
eng-01      | eng          | -       | production   | -                      | no-build-file   | 1         | -                                   | W301
eng-02      | eng          | infra   | production   | provided.al2023        | unpinned        | 1         | al:exact-os*2 lambda:exact          | -
both-01     | build,shop   | cart    | production   | nodejs22.x             | unpinned        | 1         | ?:unresolved node:dated             | E402
both-02     | product,shop | catalog | production   | nodejs22.x             | pinned          | 1         | node:digest python:digest           | -
both-03     | product,shop | -       | experimental | python3.13             | expired         | 300!      | python:digest python:floating       | -
both-04     | build,vendor | tools   | production   | provided.al2023        | dated           | 1         | lambda:dated                        | -
vendor-01   | vendor       | catalog | deprecated   | nodejs22.x             | unpinned        | 1         | ?:invalid ?:unresolved              | E305 E402
vendor-02   | vendor       | -       | deprecated   | -                      | unreadable      | -!        | -                                   | S303
vendor-03   | vendor       | tools   | production   | python3.13             | pinned          | 1         | python:digest                       | -
ann-01      | ann          | -       | experimental | nodejs22.x             | unpinned        | 1         | node:floating*2                     | -
none-01     | -            | -       | -            | -                      | never-collected | -         | -                                   | -
none-02     | -            | cart    | production   | python3.13             | no-images       | 1         | -                                   | -
none-03     | -            | tools   | experimental | python3.13             | unpinned        | 1         | python:partial*2 python:exact       | -
none-04     | -            | -       | production   | provided.al2023        | pinned          | 1         | al:digest                           | -
`;

/**
 * Whose member counts to which group. `eng` has `product` and `platform`,
 * `product` has `shop`, `platform` has `build`; `checkout` is a subdomain of
 * `commerce`.
 */
export const MEMBERS = `
dimension | member          | direct          | nested
owner     | shop            | shop            | product eng
owner     | product         | product         | eng
owner     | build           | build           | platform eng
owner     | platform        | platform        | eng
owner     | eng             | eng             | -
owner     | build,shop      | build shop      | platform product eng
owner     | product,shop    | product shop    | eng
owner     | build,vendor    | build vendor    | platform eng
owner     | vendor          | vendor          | -
owner     | ann             | ann             | -
owner     | -               | none            | -
domain    | cart            | checkout        | commerce
domain    | catalog         | commerce        | -
domain    | infra           | operations      | -
domain    | tools           | none            | -
domain    | -               | none            | -
runtime   | nodejs22.x      | nodejs22.x      | -
runtime   | python3.13      | python3.13      | -
runtime   | provided.al2023 | provided.al2023 | -
runtime   | nodejs22.x,python3.13 | nodejs22.x python3.13 | -
runtime   | -               | none            | -
`;

/** The short names of the tables, and what they stand for. */
export const IMAGES: Record<string, string> = {
  node: 'docker.io/library/node',
  python: 'docker.io/library/python',
  al: 'docker.io/library/amazonlinux',
  lambda: 'public.ecr.aws/lambda/provided',
  '?': '',
};

/** Entity ref of a component of the table. */
export const component = (name: string) => `component:default/${name}`;

/** Entity ref of an owner, and so on. */
export const owner = (name: string) =>
  `${name === 'ann' ? 'user' : 'group'}:default/${name}`;
export const system = (name: string) => `system:default/${name}`;
export const domain = (name: string) => `domain:default/${name}`;
