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

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { blobFile } from './LayoutClient';

const MB = 1_000_000;
/** What both images have, and what each has besides. */
const BASE_SIZE = 130 * MB;
const TOP_SIZE = 75 * MB;
/**
 * Larger ones would be most of an image and say little of it. An ELF file is
 * held in memory while it is read.
 */
export const LARGEST_FILE = 16 * MB;

/** Of the system; where it is small, of this project's own packages. */
const FOLDERS = [
  '/usr/lib',
  '/usr/bin',
  '/usr/share',
  path.resolve(__dirname, '..', '..', '..', 'node_modules'),
];

/** A layer as a file. */
export interface LayerFile {
  /** Unpacked. */
  tar: string;
  diffId: string;
  /** Packed with gzip, in the layout. */
  digest: string;
  size: number;
}

/** Two images of real files in an OCI image layout. */
export interface Userlands {
  layout: string;
  /** Digests of the manifests. */
  digests: [string, string];
  /** As umoci names them. */
  tags: [string, string];
  layers: [base: LayerFile, before: LayerFile, after: LayerFile];
  /** Bytes of each image, unpacked. */
  size: number;
}

/** Paths of files and links, without the leading slash, and their sizes. */
function* walk(folder: string): Generator<[string, number]> {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      yield* walk(file);
    } else if (entry.isSymbolicLink()) {
      yield [file.slice(1), 0];
    } else if (entry.isFile()) {
      const { size } = fs.statSync(file);
      if (size <= LARGEST_FILE) {
        yield [file.slice(1), size];
      }
    }
  }
}

/** As many of the files as have so many bytes together. */
function take(files: Generator<[string, number]>, size: number): string[] {
  const taken: string[] = [];
  for (let left = size; left > 0; ) {
    const { value, done } = files.next();
    if (done) {
      break;
    }
    taken.push(value[0]);
    left -= value[1];
  }
  return taken;
}

function* all(): Generator<[string, number]> {
  for (const folder of FOLDERS.filter(one => fs.existsSync(one))) {
    yield* walk(folder);
  }
}

function run(command: string, args: string[], input?: string): void {
  const { error, status, stderr } = spawnSync(command, args, { input });
  if (error ?? status !== 0) {
    throw error ?? new Error(`${command}: ${stderr}`);
  }
}

function writeTar(target: string, root: string, files: string[]): void {
  run(
    'tar',
    ['-C', root, '--null', '--no-recursion', '-T', '-', '-cf', target],
    files.join('\0'),
  );
}

function sha256Of(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

function writeBlob(layout: string, bytes: Buffer, mediaType: string) {
  const digest = sha256Of(bytes);
  fs.writeFileSync(blobFile(layout, digest), bytes);
  return { mediaType, digest, size: bytes.length };
}

/** Every fifth file a byte longer, and every seventh not there. */
function writeChangedTar(
  target: string,
  folder: string,
  files: string[],
): void {
  const staged = path.join(folder, 'staged');
  fs.mkdirSync(staged);
  run('cp', [
    '-a',
    '--parents',
    '-t',
    staged,
    ...files.filter((_, at) => at % 7 !== 0),
  ]);
  for (const file of files.filter((_, at) => at % 5 === 0 && at % 7 !== 0)) {
    const copy = path.join(staged, file);
    if (!fs.lstatSync(copy).isSymbolicLink()) {
      fs.appendFileSync(copy, '\n');
    }
  }
  run('tar', ['-C', staged, '-cf', target, '.']);
  fs.rmSync(staged, { recursive: true });
}

function packed(layout: string, tar: string): LayerFile {
  const gzip = `${tar}.gz`;
  run('sh', ['-c', 'gzip -6 -c "$0" > "$1"', tar, gzip]);
  const bytes = fs.readFileSync(gzip);
  const digest = sha256Of(bytes);
  fs.renameSync(gzip, blobFile(layout, digest));
  const diffId = sha256Of(fs.readFileSync(tar));
  return { tar, diffId, digest, size: bytes.length };
}

function writeImage(layout: string, layers: LayerFile[]) {
  const config = writeBlob(
    layout,
    Buffer.from(
      JSON.stringify({
        os: 'linux',
        architecture: process.arch === 'arm64' ? 'arm64' : 'amd64',
        config: {},
        rootfs: { type: 'layers', diff_ids: layers.map(one => one.diffId) },
      }),
    ),
    'application/vnd.oci.image.config.v1+json',
  );
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const manifest = {
    schemaVersion: 2,
    mediaType,
    config,
    layers: layers.map(({ digest, size }) => ({
      mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
      digest,
      size,
    })),
  };
  return writeBlob(layout, Buffer.from(JSON.stringify(manifest)), mediaType);
}

/**
 * Makes two images of some 200 MB each: one layer that both have, and one above
 * it of which a part was changed, as between two builds of a base image.
 */
export function makeUserlands(folder: string): Userlands {
  const layout = path.join(folder, 'layout');
  fs.mkdirSync(path.join(layout, 'blobs', 'sha256'), { recursive: true });
  const files = all();
  const tars = ['base', 'before', 'after'].map(name =>
    path.join(folder, `${name}.tar`),
  );
  writeTar(tars[0], '/', take(files, BASE_SIZE));
  const top = take(files, TOP_SIZE);
  writeTar(tars[1], '/', top);
  const before = process.cwd();
  process.chdir('/');
  writeChangedTar(tars[2], folder, top);
  process.chdir(before);
  const [base, first, second] = tars.map(tar => packed(layout, tar));
  const manifests = [first, second].map(one => writeImage(layout, [base, one]));
  fs.writeFileSync(
    path.join(layout, 'oci-layout'),
    '{"imageLayoutVersion":"1.0.0"}',
  );
  fs.writeFileSync(
    path.join(layout, 'index.json'),
    JSON.stringify({
      schemaVersion: 2,
      manifests: manifests.map((manifest, index) => ({
        ...manifest,
        annotations: {
          'org.opencontainers.image.ref.name': ['before', 'after'][index],
        },
      })),
    }),
  );
  return {
    layout,
    digests: [manifests[0].digest, manifests[1].digest],
    tags: ['before', 'after'],
    layers: [base, first, second],
    size: [tars[0], tars[1]].reduce(
      (sum, tar) => sum + fs.statSync(tar).size,
      0,
    ),
  };
}
