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

import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { OwnerNotification } from './composeNotification';

const SEND_TIMEOUT_MS = 30_000;

// The service has no types of errors; these are parts of their messages. The
// second comes where a backend that is not there publishes no keys.
const ABSENT = [
  'Request failed with status 404',
  'Unable to generate legacy token',
];

/** Sends notifications, where there is a backend for them. */
export class NotificationSender {
  readonly #notifications: NotificationService;
  readonly #logger: LoggerService;
  // Sent again to an owner, the notification would be unread once more. Other
  // replicas do not know; that they try the same move is rare.
  readonly #sent = new Map<string, Set<string>>();
  #saidAbsent = false;

  static create(options: {
    notifications: NotificationService;
    logger: LoggerService;
  }): NotificationSender {
    return new NotificationSender(options);
  }

  private constructor(options: {
    notifications: NotificationService;
    logger: LoggerService;
  }) {
    this.#notifications = options.notifications;
    this.#logger = options.logger;
  }

  /**
   * Sends to every owner; what fails for one does not stop the others.
   *
   * @throws what failed first
   */
  async sendAll(
    moveId: string,
    notifications: readonly OwnerNotification[],
    signal: AbortSignal,
  ): Promise<'sent' | 'absent' | 'stopped'> {
    const sent = this.#sent.get(moveId) ?? new Set<string>();
    const failures: unknown[] = [];
    for (const notification of notifications) {
      if (signal.aborted) {
        return 'stopped';
      }
      try {
        await this.#send(notification, sent);
      } catch (error) {
        if (isAbsent(error)) {
          this.#sayAbsent();
          this.forget(moveId);
          return 'absent';
        }
        failures.push(error);
      }
    }
    if (failures.length > 0) {
      this.#sent.set(moveId, sent);
      throw failures[0];
    }
    this.forget(moveId);
    return 'sent';
  }

  /** Nothing more is sent of the move as it is now. */
  forget(moveId: string): void {
    this.#sent.delete(moveId);
  }

  async #send(
    { ownerRef, payload }: OwnerNotification,
    sent: Set<string>,
  ): Promise<void> {
    if (sent.has(ownerRef)) {
      return;
    }
    await withTimeout(
      this.#notifications.send({
        recipients: { type: 'entity', entityRef: [ownerRef] },
        payload,
      }),
    );
    sent.add(ownerRef);
  }

  #sayAbsent(): void {
    if (!this.#saidAbsent) {
      this.#saidAbsent = true;
      this.#logger.info(
        'Owners are not notified of moved tags, as there is no notifications backend. Install @backstage/plugin-notifications-backend, or set lambdaCompat.tags.notifications.enabled to false.',
      );
    }
  }
}

function isAbsent(error: unknown): boolean {
  const message = stringifyError(error);
  return ABSENT.some(part => message.includes(part));
}

async function withTimeout(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new Error(
            `The notifications backend did not answer within ${
              SEND_TIMEOUT_MS / 1000
            } s`,
          ),
        ),
      SEND_TIMEOUT_MS,
    );
  });
  try {
    await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
