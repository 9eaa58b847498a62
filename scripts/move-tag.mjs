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

/**
 * Moves a tag of the sample registry while the portal runs, so that one can
 * watch card, feed and notification change.
 */
import { parseArgs } from 'node:util';

const PORT = process.env.LAMBDA_COMPAT_SAMPLE_REGISTRY_PORT ?? '7017';
const PORTAL = 'http://localhost:3000';
const USAGE = `usage: npm run move-tag -- [options]

Moves docker.io/arm64v8/amazonlinux:latest of the sample registry to its next image, and from the last one back to where it began.

  --tag IMAGE       another tag, for example public.ecr.aws/lambda/nodejs:22
  --to NAME         to this image
  --no-op           to the same files, built anew
  --delete          deletes the tag; moving it again brings it back
  --list            lists the tags and their images, and moves nothing
  --registry URL    of the sample registry; http://127.0.0.1:${PORT} by default
  --portal URL      of the portal, for the links; ${PORTAL} by default
`;

const options = {
  tag: { type: 'string', default: 'docker.io/arm64v8/amazonlinux:latest' },
  to: { type: 'string' },
  'no-op': { type: 'boolean' },
  delete: { type: 'boolean' },
  list: { type: 'boolean' },
  registry: { type: 'string', default: `http://127.0.0.1:${PORT}` },
  portal: { type: 'string', default: PORTAL },
  help: { type: 'boolean', short: 'h' },
};

await main();

async function main() {
  const values = readOptions();
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  try {
    process.stdout.write(
      values.list
        ? describeTags(await ask(values.registry, '/sample'))
        : describeMove(await move(values), values.portal),
    );
  } catch (error) {
    fail(4, error.message);
  }
}

function readOptions() {
  try {
    const { values } = parseArgs({ options });
    const changes = [values.to, values['no-op'], values.delete, values.list];
    if (changes.filter(Boolean).length > 1) {
      throw new Error('--to, --no-op, --delete and --list exclude each other');
    }
    if (!/^[^:]+(:\d+)?\/.+:[^:/]+$/.test(values.tag)) {
      throw new Error(
        `--tag ${values.tag} is not REGISTRY/REPOSITORY:TAG, for example ${options.tag.default}`,
      );
    }
    return values;
  } catch (error) {
    return fail(3, `${error.message}\n\n${USAGE}`);
  }
}

function move({ registry, tag: image, to, 'no-op': rebuild, delete: gone }) {
  const colon = image.lastIndexOf(':');
  return ask(registry, '/sample/move', {
    repository: image.slice(0, colon),
    tag: image.slice(colon + 1),
    ...(to && { to }),
    ...(rebuild && { rebuild }),
    ...(gone && { delete: gone }),
  });
}

async function ask(registry, path, body) {
  const answer = await fetch(
    new URL(path, registry),
    body && {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    },
  ).catch(error => {
    throw new Error(
      `The sample registry does not answer at ${registry}: start the portal with npm start (${
        error.cause?.code ?? error.message
      })`,
    );
  });
  const text = await answer.text();
  const read = readJson(text);
  if (!answer.ok || !read) {
    throw new Error(
      read?.error ??
        `What answers at ${registry} is not the sample registry (status ${answer.status})`,
    );
  }
  return read;
}

function readJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function describeMove({ repository, tag, from, to }, portal) {
  return `${repository}:${tag}
  from  ${describeTarget(from)}
  to    ${describeTarget(to)}

The portal sees it at its next look, within ten seconds:
  ${portal}/lambda-compat/tag-changes
  ${portal}/catalog/default/component/orders
  ${portal}/notifications
`;
}

function describeTags({ repositories }) {
  return repositories
    .flatMap(({ name, images, tags }) =>
      Object.entries(tags).map(
        ([tag, target]) =>
          `${name}:${tag}\n  at ${describeTarget(target)}\n  of ${images.join(
            ', ',
          )}\n`,
      ),
    )
    .join('');
}

function describeTarget(target) {
  return target ? `${target.image}  ${target.digest}` : 'nothing';
}

function fail(status, message) {
  process.stderr.write(`move-tag: ${message}\n`);
  process.exit(status);
}
