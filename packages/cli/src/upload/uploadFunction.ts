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

import { VERDICTS } from '@lambda-compat/compatibility';
import type { CheckedFunction } from '../checking/checkFunction';
import type { CommandContext } from '../commands/CommandContext';
import { sayNote } from '../commands/messages';
import { verdictWord } from '../output/check/verdictLooks';
import { cutMiddle, printable } from '../terminal/printable';
import { sendDocument, type UploadAnswer } from './sendDocument';
import { isReadableOnTheWay } from './uploadAddress';
import { uploadDocument, type UploadFacts } from './uploadDocument';

/** Where a report goes and what it is about. */
export interface UploadTarget {
  address: URL;
  token: string;
  entityRef: string;
  function?: string;
  build: UploadFacts['build'];
}

/**
 * Sends what `check` measured.
 *
 * @throws InfrastructureError as sending does
 */
export async function uploadFunction(
  { facts, parts }: CheckedFunction,
  target: UploadTarget,
  context: CommandContext,
): Promise<void> {
  const { profile } = facts;
  const { text, symbolsPerVersion } = uploadDocument(
    {
      entityRef: target.entityRef,
      function: target.function,
      runtime: facts.runtime ?? undefined,
      architecture: facts.architecture ?? undefined,
      packageType: facts.packageType,
      build: target.build,
      measuredAt: new Date().toISOString(),
      // That of an image is read from its report again.
      ...((profile?.origin === 'snapshot' || profile?.origin === 'folder') && {
        profile,
      }),
    },
    parts,
  );
  const answer = await sendTo(target, text, symbolsPerVersion, context);
  context.io.stderr.write(`${answerSentence(answer, target)}\n`);
}

/** Sends a document, and says first what is to be known of that. */
export async function sendTo(
  { address, token }: UploadTarget,
  text: string,
  symbolsPerVersion: number | null,
  context: CommandContext,
): Promise<UploadAnswer> {
  if (symbolsPerVersion !== null) {
    sayNote(
      `the portal takes 5 MB, so at most ${symbolsPerVersion} symbols of each version are sent`,
      context,
    );
  }
  if (isReadableOnTheWay(address)) {
    sayNote(
      `${printable(
        address.origin,
      )} is not encrypted: the token can be read on the way`,
      context,
    );
  }
  return sendDocument(address, token, text);
}

/** What the portal made of it. */
export function answerSentence(
  { created, id, verdict, sentence }: UploadAnswer,
  { entityRef, function: name }: UploadTarget,
): string {
  const subject = name === undefined ? entityRef : `${entityRef}, ${name}`;
  return cutMiddle(
    `${subject}: ${wordOf(verdict)}${
      sentence === null ? '' : `. ${sentence}`
    } (${created ? 'stored as' : 'was stored before as'} ${id})`,
    1000,
  );
}

function wordOf(verdict: string): string {
  const known = VERDICTS.find(one => one === verdict);
  return known ? verdictWord(known) : verdict;
}
