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
import { splitName } from '../splitName';

const EVENTS = [
  'PUSH_ARTIFACT',
  'DELETE_ARTIFACT',
  'harbor.artifact.pushed',
  'harbor.artifact.deleted',
];

/**
 * Webhooks of Harbor, in its default format (`event_data`) and as CloudEvents
 * (`data`). The address of a resource ends with its tag, or with its digest
 * where it was pushed without.
 */
export function readHarbor(event: JsonMap): PushedImage[] | undefined {
  const type = asText(event.type);
  const isCloudEvent = type.startsWith('harbor.');
  const data = asMap(isCloudEvent ? event.data : event.event_data);
  if (!isCloudEvent && !('event_data' in event)) {
    return undefined;
  }
  if (!EVENTS.includes(type)) {
    return [];
  }
  return asList(data.resources)
    .map(asMap)
    .map(resource => {
      const tag = asText(resource.tag);
      const address = asText(resource.resource_url);
      const name = address.endsWith(`:${tag}`)
        ? splitName(address.slice(0, -tag.length - 1))
        : undefined;
      return { names: name ? [name] : [], tag };
    });
}
