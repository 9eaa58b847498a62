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

import { asList, asMap, asText, type JsonMap } from '../jsonValues';
import type { PushedImage } from '../PushedImage';

// `mount` and `pull` change no tag.
const ACTIONS = ['push', 'delete'];

/**
 * The envelope of the CNCF registry,
 * `application/vnd.docker.distribution.events.v1+json`
 * (distribution/distribution, notifications). The platforms of an index come
 * before it and without a tag.
 */
export function readDistribution(event: JsonMap): PushedImage[] | undefined {
  if (!Array.isArray(event.events)) {
    return undefined;
  }
  return asList(event.events)
    .map(asMap)
    .filter(({ action }) => ACTIONS.includes(asText(action)))
    .map(({ request, target }) => {
      const { repository, tag, url } = asMap(target);
      const hosts = [asText(asMap(request).host), hostOf(asText(url))];
      return {
        names: [...new Set(hosts)]
          .filter(host => host !== '' && asText(repository) !== '')
          .map(host => ({ host, repository: asText(repository) })),
        tag: asText(tag),
      };
    });
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}
