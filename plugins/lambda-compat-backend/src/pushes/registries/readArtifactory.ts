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

import { asMap, asText, type JsonMap } from '../jsonValues';
import type { PushedImage } from '../PushedImage';

const EVENTS = ['pushed', 'deleted', 'promoted', 'cached'];

/**
 * Webhooks of Artifactory's domain `docker`. How a repository is addressed is a
 * setting of Artifactory: as the first part of the path, or as part of the host.
 * https://docs.jfrog.com/administration/docs/event-types
 */
export function readArtifactory(event: JsonMap): PushedImage[] | undefined {
  const { image_name, repo_key, tag } = asMap(event.data);
  const image = asText(image_name);
  const key = asText(repo_key);
  if (event.domain !== 'docker' || image === '' || key === '') {
    return undefined;
  }
  if (!EVENTS.includes(asText(event.event_type))) {
    return [];
  }
  const origin = asText(event.jpd_origin);
  const host = URL.canParse(origin) ? new URL(origin).host : '';
  if (!host) {
    return [];
  }
  const [server, ...domain] = host.split('.');
  return [
    {
      names: [
        { host, repository: `${key}/${image}` },
        { host: `${key}.${host}`, repository: image },
        {
          host: [`${server}-${key}`, ...domain].join('.'),
          repository: image,
        },
      ],
      tag: asText(tag),
    },
  ];
}
