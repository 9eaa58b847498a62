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
 * Plays the incident that this project exists for, in the demo portal, and says
 * at each step what the portal says. It starts the portal where none runs.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openPortal } from './replay/portal.mjs';
import { PortalApi } from './replay/PortalApi.mjs';
import { Repository } from './replay/Repository.mjs';
import { Story } from './replay/story.mjs';
import { Interrupted, Terminal } from './replay/terminal.mjs';

const PORT = process.env.LAMBDA_COMPAT_SAMPLE_REGISTRY_PORT ?? '7017';
const USAGE = `usage: npm run replay -- [options]

Plays the incident of April 2025 in the demo portal, step by step: a tag moves,
the next build would break, the portal says so first. It uses the portal that
runs, or starts one, on the ports 3000, 7007 and ${PORT}. Once the dependencies
are installed, nothing is asked of the network.

  --yes             does not wait for Enter between the steps
  --portal URL      where the portal is shown; http://localhost:3000 by default
  --backend URL     its backend; http://localhost:7007 by default
  --registry URL    its sample registry; http://127.0.0.1:${PORT} by default
`;

const options = {
  yes: { type: 'boolean', short: 'y' },
  portal: { type: 'string', default: 'http://localhost:3000' },
  backend: { type: 'string', default: 'http://localhost:7007' },
  registry: { type: 'string', default: `http://127.0.0.1:${PORT}` },
  help: { type: 'boolean', short: 'h' },
};

const root = path.resolve(import.meta.dirname, '..');

await main();

async function main() {
  const values = readOptions();
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const waits = !values.yes && process.stdin.isTTY === true;
  const terminal = new Terminal({
    waits,
    colours: process.stdout.isTTY === true && !process.env.NO_COLOR,
  });
  const ends = [];
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => end(ends, signal === 'SIGINT' ? 130 : 143));
  }
  try {
    await play(values, { terminal, waits, ends });
    await end(ends, 0);
  } catch (error) {
    if (!(error instanceof Interrupted)) {
      process.stderr.write(`\nreplay: ${error.message}\n`);
    }
    await end(ends, error instanceof Interrupted ? 130 : 4);
  }
}

async function play(values, { terminal, waits, ends }) {
  const names = ['portal', 'backend', 'registry'];
  const addresses = {
    ...Object.fromEntries(names.map(name => [name, values[name]])),
    areOwn: names.every(name => values[name] === options[name].default),
  };
  const portal = await openPortal({
    root,
    addresses,
    say: text => terminal.say(text),
    ends,
  });
  const repository = new Repository(
    path.join(portal.samples, 'repositories', 'orders'),
  );
  ends.unshift(() => repository.restore());
  const story = new Story({
    root,
    api: new PortalApi(addresses),
    terminal,
    addresses,
    repository,
  });
  terminal.say(`\nOpen ${addresses.portal} beside this terminal.`);
  const steps = [
    ['for the beginning', () => story.quiet()],
    ['and the tag moves', () => story.move()],
    ['for the patch', () => story.patch()],
    ['and a build runs', () => story.buildOnLatest()],
    ['and the patch is merged', () => story.buildPinned()],
    ['and the next line of the distribution comes', () => story.jump()],
  ];
  for (const [what, step] of steps) {
    await terminal.pause(what);
    await step();
  }
  if (portal.started) {
    await terminal.pause('stops the portal');
    terminal.say(
      waits
        ? 'The portal stops. npm start opens it again, where the tag has moved eight days ago.'
        : 'The portal stops, and its addresses with it. Without --yes it waits after each step, so that one can look; npm start opens it, where the tag has moved eight days ago.',
    );
  } else {
    terminal.say(
      '\nThe tag stays where it is; npm run move-tag moves it on. The portal keeps the history of this replay until it is started again.',
    );
  }
}

/** What was begun is ended once, in turn, however the replay ends. */
async function end(ends, status) {
  for (const undo of ends.splice(0)) await undo();
  process.exit(status);
}

function readOptions() {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    process.stderr.write(`replay: ${error.message}\n\n${USAGE}`);
    return process.exit(3);
  }
}
