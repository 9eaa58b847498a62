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

import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import {
  createPinPlan,
  findImageReferences,
  ImageReference,
  pin,
  pinAll,
  PinResult,
  renderPinPatch,
  SourceFile,
} from '@lambda-compat/image-references';
import { corpusPath, needs } from './corpora';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const CORPUS = 'lambda-dockerfiles';

/** A diff of git without blob ids, section headings and left-out counts. */
function withoutIds(diff: string): string {
  return diff
    .replace(/^index .*\n/gm, '')
    .replace(/^(@@ -.*? @@).*$/gm, '$1')
    .replace(/^@@ .*? @@$/gm, header =>
      header.replace(/([-+]\d+)(?= )/g, '$1,1'),
    );
}

/** A git repository of its own, without the settings of the machine. */
class Repository {
  readonly #path: string;

  static create(): Repository {
    const path = realpathSync(mkdtempSync(join(tmpdir(), 'pin-patches-')));
    const repository = new Repository(path);
    repository.git(['init', '--quiet']);
    return repository;
  }

  private constructor(path: string) {
    this.#path = path;
  }

  git(args: string[], input: string = ''): string {
    return execFileSync('git', args, {
      cwd: this.#path,
      input,
      encoding: 'utf8',
      stdio: 'pipe',
      env: {
        PATH: process.env.PATH,
        HOME: this.#path,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CEILING_DIRECTORIES: dirname(this.#path),
      },
    });
  }

  write(file: SourceFile): void {
    const path = resolve(this.#path, file.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, file.content);
  }

  read(path: string): string {
    return readFileSync(resolve(this.#path, path), 'utf8');
  }

  /**
   * Applies a patch and takes it back, with `git apply --check` before each.
   *
   * @returns the files after each step, and what git shows in between
   */
  apply(files: readonly SourceFile[], patch: string) {
    files.forEach(file => this.write(file));
    this.git(['add', '--all']);
    const readAll = () => files.map(file => this.read(file.path));
    this.git(['apply', '--check'], patch);
    this.git(['apply'], patch);
    const contents = readAll();
    const diff = withoutIds(this.git(['diff', '--no-color']));
    this.git(['apply', '--reverse', '--check'], patch);
    this.git(['apply', '--reverse'], patch);
    return { contents, diff, restored: readAll() };
  }

  remove(): void {
    rmSync(this.#path, { recursive: true, force: true });
  }
}

function referencesOf(file: SourceFile): ImageReference[] {
  return findImageReferences([file]).references;
}

/** What tells references of a file apart, before and after a pin. */
function identity({ origin, startLine, stage }: ImageReference): string {
  return `${origin} ${startLine} ${stage?.index}`;
}

const samePlace = (a: ImageReference, b: ImageReference) =>
  JSON.stringify(a.pinPoint?.place) === JSON.stringify(b.pinPoint?.place);

/** The pinned reference is a digest now and nothing else has changed. */
function expectPinned(
  file: SourceFile,
  reference: ImageReference,
  content: string,
): void {
  const before = referencesOf(file);
  const after = referencesOf({ ...file, content });
  expect(after.map(identity)).toEqual(before.map(identity));
  before.forEach((old, index) => {
    const now = after[index];
    if (samePlace(old, reference)) {
      expect(now.pinClass).toBe('digest');
      // A builder fills in `latest` only where there is no digest either.
      const isTagged = /:[^/]+$/.test(old.resolved.split('@')[0]);
      expect(now.normalized).toEqual({
        ...old.normalized,
        tag: isTagged ? old.normalized?.tag : null,
        digest: DIGEST,
      });
    } else {
      expect(now.pinClass).toBe(old.pinClass);
      expect(now.normalized).toEqual(old.normalized);
    }
  });
}

function unwrap(result: PinResult): Extract<PinResult, { ok: true }> {
  if (!result.ok) {
    throw new Error(result.reason);
  }
  return result;
}

function pinWhole(file: SourceFile): PinResult {
  return pinAll(
    file,
    referencesOf(file)
      .filter(reference => reference.pinPoint)
      .map(reference => ({ reference, digest: DIGEST })),
  );
}

/** Text that the pin replaces; empty where there is no digest yet. */
function oldDigestOf({ normalized }: ImageReference): string {
  return normalized?.digest ? `@${normalized.digest}` : '';
}

const lines = (from: number, to: number) =>
  Array.from(
    { length: to - from + 1 },
    (_, i) => `RUN echo ${from + i}\n`,
  ).join('');

const FILES: SourceFile[] = [
  { path: 'Dockerfile', content: 'FROM python:3.13\n' },
  { path: 'functions/api/Dockerfile', content: 'FROM python:3.13' },
  {
    path: 'with space/Docker file',
    content: 'FROM python:3.13\r\nRUN x\r\n',
  },
  {
    path: 'quoted "name"\\and tab\t/Dockerfile',
    content: '\uFEFFFROM python:3.13\r\nRUN x',
  },
  {
    path: 'bücher/日本語/Dockerfile',
    content: `${'# ü 日本語\n'.repeat(9)}FROM python:3.13 AS x\n${lines(
      11,
      30,
    )}`,
  },
  {
    path: 'variables/Dockerfile',
    content:
      'ARG BASE="python:3.13" # base\nARG TAG=3.20\nFROM ${BASE}\nFROM ${OTHER:-node:22}\nFROM alpine:$TAG\n',
  },
  {
    path: 'sources/Dockerfile',
    content: `# syntax=docker/dockerfile:1\n${lines(2, 2).replace(
      'RUN',
      '#',
    )}FROM scratch\nCOPY --link --from=nginx:1.27 /a /b\n${lines(
      5,
      12,
    )}RUN --mount=type=bind,from=golang:1.23,target=/x \\\n  --mount=type=bind,from=busybox,target=/y \\\n  true\n`,
  },
  {
    path: 'far-apart/Dockerfile',
    content: `FROM a:1\n${lines(2, 7)}FROM b:2\n${lines(
      9,
      15,
    )}FROM c:3\n${lines(17, 40)}FROM d:4`,
  },
  {
    path: 'equal-lines/Dockerfile',
    content: 'FROM a:1\nFROM a:2\nFROM a:2\nFROM a:2\nFROM a:3\n',
  },
  {
    path: 'repin/Dockerfile',
    content: `FROM python:3.13@sha256:${'f'.repeat(64)}\n`,
  },
];

describe('patches that pin', () => {
  const repository = Repository.create();

  afterAll(() => repository.remove());

  it.each(FILES.map((file): [string, SourceFile] => [file.path, file]))(
    'apply with git for %j, one by one and together',
    (_path, file) => {
      const pinnable = referencesOf(file).filter(it => it.pinPoint);
      expect(pinnable.length).toBeGreaterThan(0);
      for (const reference of pinnable) {
        const { content, patch } = unwrap(pin(file, reference, DIGEST));
        expect(repository.apply([file], patch)).toEqual({
          contents: [content],
          diff: patch,
          restored: [file.content],
        });
        expectPinned(file, reference, content);
      }
      const { content, patch } = unwrap(pinWhole(file));
      expect(repository.apply([file], patch)).toEqual({
        contents: [content],
        diff: patch,
        restored: [file.content],
      });
    },
  );

  it('fail to apply where the file has changed', () => {
    const [file] = FILES;
    const [reference] = referencesOf(file);
    const { patch } = unwrap(pin(file, reference, DIGEST));
    repository.write({ ...file, content: 'FROM python:3.12\n' });
    expect(() => repository.git(['apply', '--check'], patch)).toThrow(
      'patch does not apply',
    );
  });
});

const corpus = corpusPath(CORPUS);

(corpus ? describe : describe.skip)(
  `patches of real Lambda Dockerfiles ${corpus ? '' : needs(CORPUS)}`,
  () => {
    const files = (corpus ? readdirSync(corpus) : [])
      .filter(name => name.endsWith('.Dockerfile'))
      .sort()
      .map(name => ({
        path: `functions/${name}`,
        content: readFileSync(join(corpus ?? '', name), 'utf8'),
      }));
    const pinnable = files.flatMap(file =>
      referencesOf(file)
        .filter(reference => reference.pinPoint)
        .map(reference => ({ file, reference })),
    );
    const repository = Repository.create();

    afterAll(() => repository.remove());

    it('make every fixable reference a digest and change no other byte', () => {
      expect(files).toHaveLength(170);
      expect(pinnable.length).toBeGreaterThan(190);
      for (const { file, reference } of pinnable) {
        const { content } = unwrap(pin(file, reference, DIGEST));
        expectPinned(file, reference, content);
        const written = content.indexOf(`@${DIGEST}`);
        const rest = content.slice(written + DIGEST.length + 1);
        expect(content.slice(0, written) + oldDigestOf(reference) + rest).toBe(
          file.content,
        );
      }
    });

    it('are the same from the whole file and from a stored plan', () => {
      for (const { file, reference } of pinnable) {
        const { patch } = unwrap(pin(file, reference, DIGEST));
        const plan = createPinPlan(file, reference);
        expect('path' in plan && renderPinPatch(plan, DIGEST)).toEqual({
          ok: true,
          patch,
        });
      }
    });

    it('apply with git, all references of a file in one', () => {
      const fixable = files.filter(file =>
        pinnable.some(pair => pair.file === file),
      );
      expect(fixable.length).toBeGreaterThan(130);
      const pinned = fixable.map(file => unwrap(pinWhole(file)));
      const patch = pinned.map(result => result.patch).join('');
      expect(repository.apply(fixable, patch)).toEqual({
        contents: pinned.map(result => result.content),
        diff: patch,
        restored: fixable.map(file => file.content),
      });
    });
  },
);
