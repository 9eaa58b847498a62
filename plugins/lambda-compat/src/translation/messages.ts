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

import { compatibilityMessages } from './compatibilityMessages';
import { coverageMessages } from './coverageMessages';
import { comparisonMessages } from './comparisonMessages';
import { incidentMessages } from './incidentMessages';
import { navigationMessages } from './navigationMessages';
import { organizationMessages } from './organizationMessages';
import { ladderMessages } from './ladderMessages';
import { referenceMessages } from './referenceMessages';
import { reportMessages } from './reportMessages';
import { riskMessages } from './riskMessages';
import { stateMessages } from './stateMessages';
import { tagChangesMessages } from './tagChangesMessages';
import { tagMessages } from './tagMessages';
import { whatIfMessages } from './whatIfMessages';

/** The English messages of the plugin. */
export const messages = {
  ...reportMessages,
  ...referenceMessages,
  ...stateMessages,
  ...coverageMessages,
  ...navigationMessages,
  ...organizationMessages,
  ...compatibilityMessages,
  ...ladderMessages,
  ...riskMessages,
  ...whatIfMessages,
  ...tagMessages,
  ...tagChangesMessages,
  ...incidentMessages,
  ...comparisonMessages,
} as const;
