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

import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const CACHE = 'node_modules/.cache/lambda-compat';
const SAMPLES = 'packages/backend/samples';
const SCENE = 'before-the-move';
// A slow machine compiles the frontend for minutes.
const START_MS = 10 * 60 * 1_000;
const STOP_MS = 15_000;

/**
 * The demo portal: the one that runs, or one that is started for the replay,
 * with the tag of the incident where it was before it moved, and with a copy of
 * the samples, so that nothing in the checkout is changed.
 *
 * @param addresses - of its parts; `areOwn` where they are those of npm start
 * @param ends - gets what stops the portal, where it is started
 * @returns whether it was started, and the folder of its samples
 */
export async function openPortal({ root, addresses, say, ends }) {
  const [backend, registry] = await Promise.all([
    answers(`${addresses.backend}/.backstage/health/v1/readiness`),
    answers(`${addresses.registry}/sample`),
  ]);
  if (backend && registry) {
    say(`The portal runs already, at ${addresses.portal}.`);
    return { started: false, samples: path.join(root, SAMPLES) };
  }
  if (!addresses.areOwn) {
    throw new Error(
      `No sample portal answers at ${addresses.backend} and ${addresses.registry}. Start it there, or leave the addresses out: then one is started`,
    );
  }
  if (backend || registry) {
    const [up, down] = backend
      ? [addresses.backend, addresses.registry]
      : [addresses.registry, addresses.backend];
    throw new Error(
      `Something answers at ${up}, and nothing at ${down}: that is no sample portal as npm start starts it. Stop it, or name the right addresses (npm run replay -- --help)`,
    );
  }
  for (const address of [
    addresses.portal,
    addresses.backend,
    addresses.registry,
  ]) {
    if (await isTaken(address)) {
      throw new Error(
        `Something else listens at ${address}, where the portal would: stop it, or wait until it has stopped`,
      );
    }
  }
  return startPortal({ root, addresses, say, ends });
}

async function startPortal({ root, addresses, say, ends }) {
  const samples = path.join(root, CACHE, 'replay-samples');
  fs.rmSync(samples, { recursive: true, force: true });
  fs.mkdirSync(samples, { recursive: true });
  for (const folder of ['catalog', 'repositories']) {
    fs.cpSync(path.join(root, SAMPLES, folder), path.join(samples, folder), {
      recursive: true,
      verbatimSymlinks: true,
    });
  }
  const log = path.join(root, CACHE, 'replay-portal.log');
  const output = fs.openSync(log, 'w');
  say(`Starting the portal; what it says goes to ${path.relative(root, log)}.`);
  const child = spawn(
    process.execPath,
    [path.join(root, 'scripts', 'start.mjs')],
    {
      cwd: root,
      stdio: ['ignore', output, output],
      env: {
        ...process.env,
        BROWSER: 'none',
        LAMBDA_COMPAT_SAMPLE_SCENE: SCENE,
        LAMBDA_COMPAT_SAMPLES: samples,
      },
    },
  );
  fs.closeSync(output);
  const ended = new Promise(resolve => child.once('exit', resolve));
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await Promise.race([ended, sleep(STOP_MS, undefined, { ref: false })]);
    }
  };
  ends.push(stop);
  let over = false;
  ended.then(() => {
    over = true;
  });
  const ready = [
    addresses.portal,
    `${addresses.backend}/.backstage/health/v1/readiness`,
    `${addresses.registry}/sample`,
  ];
  for (const end = Date.now() + START_MS; ; ) {
    if ((await Promise.all(ready.map(answers))).every(Boolean)) {
      return { started: true, samples };
    }
    if (over || Date.now() > end) {
      throw new Error(
        `The portal did not start. The end of ${log}:\n${lastLines(log)}`,
      );
    }
    await sleep(1_000);
  }
}

/** Whether a program listens there, whatever it would answer. */
function isTaken(address) {
  const { hostname, port } = new URL(address);
  return new Promise(resolve => {
    const socket = net.connect({ host: hostname, port: Number(port) });
    const settle = taken => {
      socket.destroy();
      resolve(taken);
    };
    socket.setTimeout(2_000, () => settle(false));
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}

async function answers(address) {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(5_000) });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}

function lastLines(file) {
  return fs
    .readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(-15)
    .join('\n');
}
