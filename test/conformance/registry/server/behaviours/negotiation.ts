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

import { type Behaviour, registryError } from '../exchange';
import type { Content } from '../content';
import { digestOf } from '../digest';
import {
  DOCKER_LIST,
  DOCKER_MANIFEST,
  DOCKER_SCHEMA1,
  OCI_INDEX,
  OCI_MANIFEST,
} from '../images';

/** Docker manifest schema 1, with the payload that its digest is of. */
export function schema1() {
  const payload = JSON.stringify({
    schemaVersion: 1,
    name: 'team/app',
    tag: 'latest',
    architecture: 'amd64',
    fsLayers: [{ blobSum: digestOf('a layer') }],
    history: [{ v1Compatibility: '{}' }],
  });
  const signed = `${payload.slice(
    0,
    -1,
  )},"signatures":[{"signature":"c2lnbmVk"}]}`;
  return {
    status: 200,
    headers: {
      'Content-Type': DOCKER_SCHEMA1,
      'Docker-Content-Digest': digestOf(payload),
    },
    body: Buffer.from(signed),
  };
}

/**
 * Chooses by `Accept` as docker-registry 2.8 does, measured on 2.8.2: OCI types
 * that are not named are 404, of a list that is not named the child for
 * linux/amd64 is sent, and if that is not named either, schema 1. Wildcards
 * name nothing.
 */
export function negotiate(content: Content): Behaviour {
  return (request, next) => {
    const manifest =
      request.kind === 'manifest' && content.manifest(request.reference);
    if (!manifest) {
      return next();
    }
    const { accept } = request;
    const type = manifest.mediaType;
    if (accept.includes(type)) {
      return next();
    }
    switch (type) {
      case OCI_INDEX:
      case OCI_MANIFEST: {
        const kind = type === OCI_INDEX ? 'OCI index' : 'OCI manifest';
        return registryError(
          404,
          'MANIFEST_UNKNOWN',
          `${kind} found, but accept header does not support ${kind}s`,
        );
      }
      case DOCKER_LIST: {
        if (!accept.includes(DOCKER_MANIFEST)) {
          return schema1();
        }
        const child = content.dockerAmd64.manifest;
        return {
          status: 200,
          headers: {
            'Content-Type': child.mediaType,
            'Docker-Content-Digest': child.digest,
          },
          body: child.bytes,
        };
      }
      default:
        return schema1();
    }
  };
}
