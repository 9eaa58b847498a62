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
 * A replica in a process of its own, which a test can kill as a container
 * runtime does.
 */

import createKnex from 'knex';
import { startTagReplica } from './startTagReplica';

const { connection, options } = JSON.parse(process.env.REPLICA_OPTIONS!);

startTagReplica(createKnex({ client: 'pg', connection }), options).catch(
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
