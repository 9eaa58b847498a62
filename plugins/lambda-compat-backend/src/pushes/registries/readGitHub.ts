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

import { asMap, asText, isMap, type JsonMap } from '../jsonValues';
import type { PushedImage } from '../PushedImage';

/**
 * `package` and `registry_package` of GitHub's webhooks. What has no tag in its
 * metadata is a platform of an image, or the package of another ecosystem.
 */
export function readGitHub(event: JsonMap): PushedImage[] | undefined {
  const pushed = [event.package, event.registry_package].find(isMap);
  if (!pushed || !isMap(pushed.package_version)) {
    return undefined;
  }
  const metadata = asMap(pushed.package_version.container_metadata);
  const tag = asText(asMap(metadata.tag).name);
  const owner = asText(pushed.namespace) || asText(asMap(pushed.owner).login);
  const name = asText(pushed.name);
  if (!tag || !owner || !name) {
    return [];
  }
  // Logins may have capitals, repositories may not.
  const repository = `${owner}/${name}`.toLowerCase();
  return [{ names: [{ host: 'ghcr.io', repository }], tag }];
}
