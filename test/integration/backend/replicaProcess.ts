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

/*
 * A replica in a process of its own, so that it can be killed as a machine dies:
 * without a word to anybody. Takes its options as JSON in REPLICA_OPTIONS.
 */

import Knex from 'knex';
import { startReplica } from './startReplica';

const { connection, origin, entities } = JSON.parse(
  process.env.REPLICA_OPTIONS!,
);

startReplica({
  knex: Knex({ client: 'pg', connection }),
  origin,
  entities,
}).catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
