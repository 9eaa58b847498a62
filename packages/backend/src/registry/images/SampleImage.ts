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

/** What one image of the sample registry holds on one platform. */
export interface SampleContents {
  /** ISO 8601. */
  created: string;
  /** Lines of `/etc/os-release`; without any there is no such file. */
  system: string[];
  /**
   * Of the package database: `name version`, and `noarch` behind it for a
   * package of every machine. Without any there is no database.
   */
  packages: string[];
  /** Name of the set of C and C++ libraries; `none` has none. */
  libraries: string;
  /** What its C++ runtime is, in words. */
  runtime: string;
  /** Variables of its configuration beside `PATH`. */
  env: string[];
}

/** An image as `samples/registry.yaml` declares it. */
export interface SampleImage extends Partial<SampleContents> {
  /** Name of the image, earlier in the list, that gives what is not said. */
  like?: string;
  version?: string;
  /** Packages of `like` that have another version, and new ones. */
  upgraded?: string[];
  /** Where they are others than those of the repository. */
  platforms?: string[];
  /** What is other on one platform. */
  differing?: Record<
    string,
    Partial<SampleContents> & Pick<SampleImage, 'upgraded'>
  >;
}

/** A repository of the sample registry. */
export interface SampleRepository {
  /** Of a mirror: the registry that it stands for, and the repository there. */
  name: string;
  /** Answers 401 to everybody. */
  private?: boolean;
  /** `os/architecture[/variant]`, in the order of the index. */
  platforms: string[];
  /** In the order in which a tag goes through them. */
  images: Record<string, SampleImage>;
  /** What each tag points to when the portal starts. */
  tags: Record<string, string>;
}

/** A tag that moves by itself once somebody has looked at it. */
export interface SampleStory {
  repository: string;
  tag: string;
  /** Seconds after the first look, and the image; null deletes the tag. */
  steps: Array<{ after: number; to: string | null }>;
}

/** Where a tag pointed to before the portal ran. */
export interface SampleHistory {
  registry: string;
  repository: string;
  tag: string;
  /** Oldest first, in days before the start; the last one lasts. */
  stays: Array<{ image: string; fromDaysAgo: number; untilDaysAgo?: number }>;
}

/**
 * Another beginning of the portal: where some tags point to, and what is told
 * of them.
 */
export interface SampleScene {
  tags: Array<{ repository: string; tag: string; image: string }>;
  history: SampleHistory[];
}

/** What `samples/registry.yaml` declares. */
export interface SampleDeclaration {
  repositories: SampleRepository[];
  stories: SampleStory[];
  history: SampleHistory[];
  /** By name. */
  scenes?: Record<string, SampleScene>;
}
