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

import { EventEmitter, once } from 'node:events';
import { LoopbackServer } from './servers';

/** What distribution tells of a push (notifications, events). */
export interface PushEvent {
  action: string;
  target: {
    mediaType: string;
    digest: string;
    repository: string;
    /** Children of an index come without one, the index last with it. */
    tag?: string;
  };
}

/** Receives the notifications of a real registry. */
export class PushEvents {
  readonly events: PushEvent[] = [];
  readonly #arrivals = new EventEmitter();
  #server!: LoopbackServer;

  static async start(): Promise<PushEvents> {
    const receiver = new PushEvents();
    receiver.#server = await LoopbackServer.start((request, response) => {
      const pieces: Buffer[] = [];
      request.on('data', piece => pieces.push(piece));
      request.on('end', () => {
        const { events } = JSON.parse(Buffer.concat(pieces).toString());
        receiver.events.push(...events);
        receiver.#arrivals.emit('events');
        response.writeHead(200).end();
      });
    });
    return receiver;
  }

  private constructor() {}

  get url(): string {
    return `${this.#server.origin}/events`;
  }

  /** The first event that is so, also one that comes later. */
  async find(holds: (event: PushEvent) => boolean): Promise<PushEvent> {
    for (;;) {
      const found = this.events.find(holds);
      if (found) {
        return found;
      }
      await once(this.#arrivals, 'events', {
        signal: AbortSignal.timeout(20_000),
      });
    }
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }
}
