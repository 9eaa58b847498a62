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

import { TagFamily } from './types';

export const DISTRIBUTION_FAMILIES: readonly TagFamily[] = [
  {
    // bookworm-20250317-slim is a build. 12 and bookworm follow the point
    // releases, and 12.11 was built anew for five different dates.
    repositories: ['docker.io/library/debian', 'public.ecr.aws/debian/debian'],
    operatingSystem: true,
    fullVersion: 'never',
  },
  {
    // jammy-20250126 is a build. 22.04 and jammy move with each, and so did
    // the point release 14.04.5, 14 times.
    repositories: ['docker.io/library/ubuntu', 'public.ecr.aws/ubuntu/ubuntu'],
    operatingSystem: true,
    fullVersion: 'never',
  },
  {
    // 3.20.3 never moved in the whole history; 3.20 and edge do. 20250108 is a
    // build of edge.
    repositories: ['docker.io/library/alpine'],
    operatingSystem: true,
  },
  {
    // 9.4-20240530, 9.4-minimal-20240530 and 9.3.20231119 are builds. 9.4
    // moves with each, as does Fedora's 41.
    repositories: [
      'docker.io/library/almalinux',
      'docker.io/library/rockylinux',
      'docker.io/library/oraclelinux',
      'docker.io/library/fedora',
      'docker.io/library/archlinux',
      'docker.io/library/photon',
      'docker.io/almalinux/*',
      'docker.io/rockylinux/rockylinux',
      'docker.io/opensuse/*',
      'quay.io/almalinuxorg/*',
      'quay.io/rockylinux/rockylinux',
      'quay.io/fedora/fedora',
      'registry.fedoraproject.org/*',
      'registry.opensuse.org/*',
      'container-registry.oracle.com/os/oraclelinux',
      'mcr.microsoft.com/azurelinux/base/*',
      'mcr.microsoft.com/cbl-mariner/base/*',
    ],
    operatingSystem: true,
    fullVersion: 'never',
  },
  {
    // 7.9.2009 is a full release of CentOS Linux, which has ended.
    repositories: ['docker.io/library/centos', 'quay.io/centos/centos'],
    operatingSystem: true,
  },
  {
    // 9.4-1194 and 9.5-1738643550 are version and build.
    // Source: https://catalog.redhat.com/software/containers
    repositories: [
      'registry.access.redhat.com/*',
      'registry.redhat.io/*',
      'docker.io/redhat/*',
    ],
    operatingSystem: true,
    fullVersion: 'never',
    stamp: /^v?\d+(?:\.\d+)*-\d{2,}(?:\.\d+)*(?:-source)?$/,
  },
  {
    // 22.04-scm and bookworm-curl follow the distribution's image.
    repositories: ['docker.io/library/buildpack-deps'],
    operatingSystem: true,
    fullVersion: 'never',
  },
];
