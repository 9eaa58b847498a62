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

import type { RuntimeProfile } from '../types';
import type { ProfileAnswer } from './types';
import { askStates } from './answers';

/** Where a function's own files are, which no profile knows. */
const OF_THE_FUNCTION = /^\/(?:var\/task|opt|tmp)\//;

/**
 * Whether the loader that a program names (`PT_INTERP`) is there. Where it is
 * not, the kernel says that the program itself is not found.
 *
 * @public
 */
export function findInterpreter(
  profile: RuntimeProfile,
  path: string,
): ProfileAnswer {
  return askStates(profile, state => {
    const sources = [state.interpreterSource];
    if (state.interpreters.includes(path)) {
      return { answer: 'yes', sources };
    }
    if (OF_THE_FUNCTION.test(path)) {
      return {
        answer: 'unknown',
        sources,
        undecided: `whether the function itself or one of its layers brings ${path}`,
      };
    }
    const folder = path.slice(0, path.lastIndexOf('/'));
    if (state.otherInterpreters === 'no' || state.folders?.includes(folder)) {
      return { answer: 'no', sources };
    }
    return {
      answer: 'unknown',
      sources,
      undecided: `whether the image of this function has ${path}; check the image itself`,
    };
  });
}
