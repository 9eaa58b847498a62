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

import type { NormalizedReference } from '../types';

/**
 * The image whose history a reference shares.
 *
 * @public
 */
export interface CanonicalImage {
  registry: string;
  repository: string;
  /**
   * The one architecture that the name stands for, as in `--platform` without
   * `linux/`: `arm64` for `arm64v8/amazonlinux`. Null where the name stands
   * for all, or a tag such as `3.12-arm64` tells.
   */
  architecture: string | null;
  /**
   * The origin, for example `docker.io/library/amazonlinux`; null where the
   * reference names the origin itself.
   */
  mirrorOf: string | null;
}

interface Mirror {
  registry: string | RegExp;
  /** What the repository begins with. */
  prefix: string;
  origin: { registry: string; prefix: string };
}

/**
 * Names under which the publisher, or the registry itself, offers the same
 * images with the same tags.
 */
const MIRRORS: readonly Mirror[] = [
  {
    // Docker's own copies: https://gallery.ecr.aws/docker
    registry: 'public.ecr.aws',
    prefix: 'docker/library/',
    origin: { registry: 'docker.io', prefix: 'library/' },
  },
  {
    registry: 'public.ecr.aws',
    prefix: 'amazonlinux/amazonlinux',
    origin: { registry: 'docker.io', prefix: 'library/amazonlinux' },
  },
  {
    registry: 'public.ecr.aws',
    prefix: 'amazoncorretto/amazoncorretto',
    origin: { registry: 'docker.io', prefix: 'library/amazoncorretto' },
  },
  {
    // https://docs.aws.amazon.com/lambda/latest/dg/images-create.html
    registry: 'docker.io',
    prefix: 'amazon/aws-lambda-',
    origin: { registry: 'public.ecr.aws', prefix: 'lambda/' },
  },
  {
    // https://cloud.google.com/artifact-registry/docs/pull-cached-dockerhub-images
    registry: 'mirror.gcr.io',
    prefix: '',
    origin: { registry: 'docker.io', prefix: '' },
  },
  {
    registry: /^(?:registry-1|registry\.hub|index)\.docker\.(?:io|com)$/,
    prefix: '',
    origin: { registry: 'docker.io', prefix: '' },
  },
  // Pull through caches of private registries, under the prefixes that the AWS
  // console proposes:
  // https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-creating-rule.html
  {
    registry: /^\d{12}\.dkr\.ecr\.[a-z0-9-]{1,40}\.amazonaws\.com(?:\.cn)?$/,
    prefix: 'docker-hub/',
    origin: { registry: 'docker.io', prefix: '' },
  },
  {
    registry: /^\d{12}\.dkr\.ecr\.[a-z0-9-]{1,40}\.amazonaws\.com(?:\.cn)?$/,
    prefix: 'ecr-public/',
    origin: { registry: 'public.ecr.aws', prefix: '' },
  },
];

/**
 * Namespaces of Docker Hub that hold one architecture of the official images.
 * Source: https://github.com/docker-library/official-images#architectures-other-than-amd64
 */
const ARCHITECTURE_NAMESPACES: Readonly<Record<string, string>> = {
  amd64: 'amd64',
  arm32v5: 'arm/v5',
  arm32v6: 'arm/v6',
  arm32v7: 'arm/v7',
  arm64v8: 'arm64',
  i386: '386',
  mips64le: 'mips64le',
  ppc64le: 'ppc64le',
  riscv64: 'riscv64',
  s390x: 's390x',
  winamd64: 'amd64',
};

// GitLab's cache of Docker Hub, on any host and in any group:
// https://docs.gitlab.com/user/packages/dependency_proxy/
const GITLAB_PROXY = '/dependency_proxy/containers/';

// A cache can lead to a mirror (ecr-public/docker/library/python) and that to
// an origin. Longer chains do not exist in the data.
const MAX_STEPS = 4;

function matches(mirror: Mirror, registry: string, repository: string) {
  const isRegistry =
    typeof mirror.registry === 'string'
      ? mirror.registry === registry
      : mirror.registry.test(registry);
  if (!isRegistry || !repository.startsWith(mirror.prefix)) {
    return false;
  }
  // A prefix that is a whole name must not match a longer name.
  const end = mirror.prefix.at(-1);
  return (
    end === undefined ||
    end === '/' ||
    end === '-' ||
    repository.length === mirror.prefix.length
  );
}

interface ImageName {
  registry: string;
  repository: string;
}

function mirrorOrigin({ registry, repository }: ImageName): ImageName | null {
  const proxy = repository.indexOf(GITLAB_PROXY);
  if (proxy > 0) {
    return {
      registry: 'docker.io',
      repository: repository.slice(proxy + GITLAB_PROXY.length),
    };
  }
  const mirror = MIRRORS.find(it => matches(it, registry, repository));
  return mirror
    ? {
        registry: mirror.origin.registry,
        repository: `${mirror.origin.prefix}${repository.slice(
          mirror.prefix.length,
        )}`,
      }
    : null;
}

function withoutMirrors(name: ImageName): ImageName {
  let current = name;
  for (let step = 0; step < MAX_STEPS; step++) {
    const origin = mirrorOrigin(current);
    if (!origin) {
      break;
    }
    current = origin;
  }
  const { registry, repository } = current;
  return registry === 'docker.io' && !repository.includes('/')
    ? { registry, repository: `library/${repository}` }
    : current;
}

/**
 * The image whose history a reference shares: the origin where it names a
 * known mirror, else itself. Tag and digest play no part.
 *
 * @public
 */
export function canonicalImage(
  reference: Pick<NormalizedReference, 'registry' | 'repository'>,
): CanonicalImage {
  const { registry, repository } = withoutMirrors(reference);
  const parts = repository.split('/');
  const architecture =
    registry === 'docker.io' &&
    parts.length === 2 &&
    Object.hasOwn(ARCHITECTURE_NAMESPACES, parts[0])
      ? ARCHITECTURE_NAMESPACES[parts[0]]
      : null;
  const origin = architecture ? `library/${parts[1]}` : repository;
  const isMirror =
    registry !== reference.registry || origin !== reference.repository;
  return {
    registry,
    repository: origin,
    architecture,
    mirrorOf: isMirror ? `${registry}/${origin}` : null,
  };
}
