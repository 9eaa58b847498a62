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

// 21.0.5_11, 17_35, 11.0.14.1_1, 8u302 (with -b08 behind it).
const JAVA_WITH_BUILD = /^(?:\d+(?:\.\d+)*_\d+|\d+u\d+)$/;
// jdk17, or the number behind a name: eclipse-temurin-21.
const JAVA_COMPANION = /^(?:j(?:dk|re))?\d+$/;

export const JAVA_FAMILIES: readonly TagFamily[] = [
  {
    repositories: [
      'docker.io/library/eclipse-temurin',
      'docker.io/library/ibm-semeru-runtimes',
    ],
    fullVersion: JAVA_WITH_BUILD,
  },
  {
    // 11.0.14 became 11.0.14.1 and kept its name, and so did three others;
    // 8u212 became 8u212-b04. Only early access builds (26-ea-30) appear since
    // 2022, so the list is closed.
    repositories: ['docker.io/library/openjdk'],
    fullVersion: /^(?:\d+\.\d+\.\d+(?:\.\d+)*|\d+u\d+)$/,
    reusedVersion: /^(?:11\.0\.9|11\.0\.14|18\.0\.1|18\.0\.2|8u212)$/,
  },
  {
    // Without a number for Java the tag follows the newest: 9.1.0-jdk-noble
    // was Java 21 and then 25, maven:3.9.9 has no JDK of its own either.
    repositories: ['docker.io/library/gradle', 'docker.io/library/maven'],
    companion: JAVA_COMPANION,
  },
];
