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

/* eslint-disable no-console -- its lines are what it is for */

import fs from 'node:fs';
import path from 'node:path';
import { findImageReferences } from '@lambda-compat/image-references';
import { DockerfileParser } from 'dockerfile-ast';

interface File {
  path: string;
  content: string;
}

const ROUNDS = 61;
const WARM_UP = 20;

/** Used where the public files are not beside the checkout. */
const OWN_FILES: File[] = Array.from({ length: 40 }, (_unused, index) => ({
  path: `${index}/Dockerfile`,
  content: [
    '# syntax=docker/dockerfile:1',
    `ARG PYTHON=3.${index}`,
    `FROM golang:1.${index} AS build`,
    'WORKDIR /src',
    'COPY go.mod go.sum ./',
    'RUN --mount=type=cache,target=/root/.cache go build \\',
    '      -trimpath \\',
    '      -o /out/bootstrap ./cmd/function',
    'FROM public.ecr.aws/lambda/python:${PYTHON}',
    'COPY --from=build /out/bootstrap /var/task/',
    'COPY --from=ghcr.io/astral-sh/uv:latest /uv /bin/',
    'RUN uv pip install -r requirements.txt',
    'CMD ["app.handler"]',
    '',
  ].join('\n'),
}));

function readFiles(): File[] {
  const folder = path.resolve(
    __dirname,
    '../../../shared/corpora/lambda-dockerfiles',
  );
  return fs.existsSync(folder)
    ? fs
        .readdirSync(folder)
        .filter(name => name.endsWith('.Dockerfile'))
        .map(name => ({
          path: name,
          content: fs.readFileSync(path.join(folder, name), 'utf8'),
        }))
    : OWN_FILES;
}

function time(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function median(times: number[]): number {
  return [...times].sort((a, b) => a - b)[times.length >> 1];
}

/** Medians of two works that take turns, so that both see the same machine. */
function compare(ours: () => void, theirs: () => void): [number, number] {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const pair = [time(ours), time(theirs)];
    if (round >= WARM_UP) {
      times[0].push(pair[0]);
      times[1].push(pair[1]);
    }
  }
  return [median(times[0]), median(times[1])];
}

function print(name: string, ours: number, theirs: number): void {
  const ratio = (ours / theirs).toFixed(2);
  console.log(
    `${name}: ${ours.toFixed(2)} ms, ${theirs.toFixed(2)} ms, ${ratio}`,
  );
}

function read(content: string): () => void {
  return () => findImageReferences([{ path: 'Dockerfile', content }]);
}

/** Ten times the size against ten times the time. */
function printGrowth(name: string, make: (size: number) => string): void {
  const small = read(make(1));
  const large = read(make(10));
  const [ours, theirs] = compare(large, () => {
    for (let turn = 0; turn < 10; turn += 1) {
      small();
    }
  });
  print(`${name}, 10 × the size against 10 × the time`, ours, theirs);
}

function stages(count: number): string {
  return Array.from({ length: count }, (_unused, index) =>
    index === 0
      ? 'FROM alpine:3 AS s0\n'
      : `FROM python:3.${index} AS s${index}\nCOPY --from=s${
          index - 1
        } /a /b\n`,
  ).join('');
}

function nested(depth: number): string {
  return `FROM ${'${A:-'.repeat(depth)}alpine${'}'.repeat(depth)}\n`;
}

/**
 * Reading a Dockerfile: ours resolves, classifies and locates every reference,
 * theirs (`dockerfile-ast`) parses and lists the FROM instructions. Then how
 * the time grows with the size of one file.
 */
export async function run(): Promise<void> {
  const files = readFiles();
  const [ours, theirs] = compare(
    () => findImageReferences(files),
    () => {
      for (const { content } of files) {
        for (const from of DockerfileParser.parse(content).getFROMs()) {
          from.getImage();
          from.getImageTag();
          from.getImageDigest();
        }
      }
    },
  );
  print(`${files.length} Dockerfiles, dockerfile-ast`, ours, theirs);
  printGrowth(
    'lines of 6.4 to 64 KB',
    size =>
      `FROM a\nENV ${'A=$B '.repeat(size * 1_280)}\nFROM ${'${A}'.repeat(
        size * 1_600,
      )}\n`,
  );
  printGrowth('1,000 to 10,000 stages', size => stages(size * 1_000));
  printGrowth('100 to 1,000 nested substitutions', size => nested(size * 100));
  printGrowth(
    '10,000 to 100,000 continued lines',
    size => `FROM a\nRUN x ${'a \\\n'.repeat(size * 10_000)}\n`,
  );
}

if (require.main === module) {
  run().catch(error => {
    console.error(error);
    process.exitCode = 1;
  });
}
