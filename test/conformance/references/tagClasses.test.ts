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

import {
  classifyPin,
  parseImageReference,
  PinClass,
} from '@lambda-compat/image-references';
import { needs, readCorpus } from './corpora';

interface TagRecord {
  image: string;
  tag: string;
  moves: number;
  versions: number;
  osMoves: number;
  label: 'moves-across-versions' | 'same-version-rebuilt' | 'never-moved';
}

interface TagEvent {
  tag: string;
}

const TAGS_FILE = 'official-images-tag-classes.sample.json';
const HISTORY_FILE = 'amazonlinux-tag-history.json';
const tags = readCorpus<{ cases: TagRecord[] }>(TAGS_FILE);
const history = readCorpus<{ events: TagEvent[] }>(HISTORY_FILE);

const STABLE: ReadonlySet<PinClass> = new Set(['dated', 'exact-os', 'exact']);

/**
 * Rows that are labelled as moved across versions and did not. The label counts
 * the names that an image was published under, so it also strikes a tag with a
 * release of an operating system when the tag without one goes over to a newer
 * release: `python:3.13.6-slim-bookworm` was never anything but 3.13.6 on
 * bookworm, and `postgres:12.15-bullseye` has the label although it was
 * re-pointed no single time. Checked one by one in the git history of
 * docker-library/official-images: each was published with its own version only.
 */
const MISLABELLED: ReadonlySet<string> = new Set([
  'python:3.11.13-slim-bookworm',
  'python:3.13.6-slim-bookworm',
  'ruby:2.6.8-slim-buster',
  'ruby:3.0.2-buster',
  'ruby:3.1.4-slim-bullseye',
  'ruby:3.3.0-preview1-slim-bullseye',
  'php:8.0.9-cli-buster',
  'php:8.3.24-zts-bookworm',
  'maven:3.9.11-eclipse-temurin-11-noble',
  'postgres:12.15-bullseye',
  'postgres:13.21-bookworm',
  'postgres:17.5-bookworm',
  'openjdk:7u181-jdk-jessie',
]);

/** Images whose tags tell builds apart by a stamp, or leave a part open. */
const WITHOUT_FULL_VERSIONS: ReadonlySet<string> = new Set([
  // Distributions: 9.3 and 22.04-scm are rebuilt in place.
  'buildpack-deps',
  'fedora',
  'rockylinux',
  // Most of their tags leave the version of Java open.
  'gradle',
  'maven',
]);

/** Three numbers, or the forms of Java, Go and pre-releases. */
const FULL_VERSION =
  /^(?:[a-z]+-)?(?:\d+\.\d+\.\d+|\d+u\d+|\d+_\d+|\d+-ea-\d+|\d+(?:\.\d+)?(?:rc|beta)\d)/;

function hasFullVersion({ image, tag }: TagRecord): boolean {
  return (
    FULL_VERSION.test(tag) ||
    (['gcc', 'postgres'].includes(image) && /^1\d\.\d+(?:-|$)/.test(tag))
  );
}

function classify(image: string, tag: string): PinClass {
  const result = parseImageReference(`${image}:${tag}`);
  if (!result.ok) {
    throw new Error(`${image}:${tag}: ${result.error}`);
  }
  return classifyPin(result.reference);
}

function nameOf({ image, tag }: TagRecord): string {
  return `${image}:${tag}`;
}

function calledStable(rows: readonly TagRecord[]): TagRecord[] {
  return rows.filter(({ image, tag }) => STABLE.has(classify(image, tag)));
}

(tags ? describe : describe.skip)(
  `pin classes of official images ${tags ? '' : needs(TAGS_FILE)}`,
  () => {
    const rows = tags?.cases ?? [];
    const moved = rows.filter(row => row.label === 'moves-across-versions');
    const neverMoved = rows.filter(row => row.label === 'never-moved');

    it('are measured with the whole sample', () => {
      expect(rows).toHaveLength(4378);
      expect(moved).toHaveLength(1404);
      expect(neverMoved).toHaveLength(1603);
    });

    it('call no tag stable that moved across versions', () => {
      const stable = calledStable(moved).map(nameOf);
      expect(stable.filter(name => !MISLABELLED.has(name))).toEqual([]);
      // As labelled, the mistakes of the labels included.
      expect(1 - stable.length / moved.length).toBeGreaterThanOrEqual(0.99);
    });

    it('hold only mistakes of the label back that the record shows', () => {
      const held = moved.filter(row => MISLABELLED.has(nameOf(row)));
      expect(held).toHaveLength(MISLABELLED.size);
      for (const row of held) {
        expect(row).toMatchObject({ versions: 2, osMoves: 0 });
        expect(hasFullVersion(row)).toBe(true);
      }
    });

    it('call full versions stable that never moved, image by image', () => {
      const images = new Set(neverMoved.map(row => row.image));
      for (const image of images) {
        const full = neverMoved.filter(
          row => row.image === image && hasFullVersion(row),
        );
        const share = calledStable(full).length / full.length;
        const least = WITHOUT_FULL_VERSIONS.has(image) ? 0 : 0.95;
        expect({ image, ok: full.length === 0 || share >= least }).toEqual({
          image,
          ok: true,
        });
      }
    });

    it('call most of what never moved stable', () => {
      const share = calledStable(neverMoved).length / neverMoved.length;
      expect(share).toBeGreaterThanOrEqual(0.88);
    });

    it('call exact-os only what kept its operating system', () => {
      const changed = rows.filter(
        row => row.osMoves > 0 && classify(row.image, row.tag) === 'exact-os',
      );
      expect(changed.map(nameOf)).toEqual([]);
    });
  },
);

(history ? describe : describe.skip)(
  `pin classes of amazonlinux ${history ? '' : needs(HISTORY_FILE)}`,
  () => {
    const all = [...new Set((history?.events ?? []).map(event => event.tag))];
    const dated = all.filter(tag => /20\d{6}/.test(tag));

    it('call all dated tags dated, under each name of the image', () => {
      expect(dated).toHaveLength(410);
      for (const name of [
        'amazonlinux',
        'arm64v8/amazonlinux',
        'public.ecr.aws/amazonlinux/amazonlinux',
      ]) {
        expect(dated.filter(tag => classify(name, tag) !== 'dated')).toEqual(
          [],
        );
      }
    });

    it('call no other tag stable', () => {
      const others = all.filter(tag => !dated.includes(tag));
      expect(others).toHaveLength(21);
      expect(
        others.filter(tag => STABLE.has(classify('amazonlinux', tag))),
      ).toEqual([]);
    });
  },
);
