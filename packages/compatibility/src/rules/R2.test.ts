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

import {
  artifact,
  elf,
  functionFacts,
  part,
  program,
  type ElfFacts,
} from '../__testUtils__/facts';
import { judge } from '../judge';
import type { Finding, FunctionFacts } from '../types';

function bootstrap(
  facts: ElfFacts,
  more: Parameters<typeof functionFacts>[1] = {},
): FunctionFacts {
  return functionFacts([part(artifact({ bootstrap: program(facts) }))], more);
}

/** What is not merely said. */
function hard(facts: FunctionFacts): string[] {
  return judge(facts)
    .findings.filter(({ verdict }) => verdict !== 'info')
    .map(({ verdict, key }) => `${verdict} ${key}`);
}

function first(facts: FunctionFacts): Finding {
  return judge(facts).findings[0];
}

describe('R2, a library that is missing', () => {
  it.each<[string, FunctionFacts, string[]]>([
    [
      'is broken where no list of the runtime has it',
      bootstrap({ needed: ['libsnowball.so.3'] }),
      ['broken R2|bootstrap|libsnowball.so.3'],
    ],
    [
      'is unknown on a runtime with a folder whose content is not published',
      bootstrap(
        { needed: ['libsnowball.so.3'] },
        { runtime: 'python3.13', asOf: '2026-11-23' },
      ),
      ['unknown R2|bootstrap|libsnowball.so.3'],
    ],
    [
      'is unknown for what the image of AL2 has and the managed runtime may not',
      bootstrap(
        { needed: ['libcurl.so.4'] },
        { runtime: 'provided.al2', today: '2025-01-01' },
      ),
      ['unknown R2|bootstrap|libcurl.so.4'],
    ],
    [
      'is met by the function where the loader looks',
      functionFacts([
        part(
          artifact({
            bootstrap: program({ needed: ['libmine.so.1'] }),
            'lib/libmine.so.1': elf(),
          }),
        ),
      ]),
      [],
    ],
    [
      'is not met where it does not, as /opt/lib64',
      functionFacts([
        part(artifact({ bootstrap: program({ needed: ['libmine.so.1'] }) })),
        part(artifact({ 'lib64/libmine.so.1': elf() }), 'layer', 'layer'),
      ]),
      ['broken R2|bootstrap|libmine.so.1'],
    ],
    [
      'is unknown where a layer could not be read',
      bootstrap(
        { needed: ['libmine.so.1'] },
        { unread: [{ name: 'arn:layer', reason: 'access denied' }] },
      ),
      ['unknown R2|bootstrap|libmine.so.1', 'unknown R23|arn:layer|unread'],
    ],
  ])('%s', (_name, facts, expected) => {
    expect(hard(facts)).toEqual(expected);
  });

  it('says where it is instead', () => {
    const { message } = first(
      functionFacts([
        part(
          artifact({
            bootstrap: program({ needed: ['libmine.so.1'] }),
            'vendor/libmine.so.1': elf(),
            'lib/libmine.so.1': elf({ machine: 'x86_64' }),
          }),
        ),
      ]),
    );
    expect(message).toContain('passes over /var/task/lib/libmine.so.1');
    expect(message).toContain('/var/task/vendor/libmine.so.1');
  });
});
