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

import type { FunctionFacts } from '@lambda-compat/compatibility';
import {
  profileFromReport,
  type RuntimeProfile,
  RuntimeProfileError,
  selectProfile,
} from '@lambda-compat/lambda-runtimes';
import type { VerdictPolicy } from './engine';

/** There are 54 runtimes on two architectures. */
const MAX_KEPT = 500;

/** Profiles are large and made of tables: the same ones are asked for often. */
const kept = new Map<string, RuntimeProfile | null>();

/**
 * What the runtime of a function provides: as measured in the account of its
 * owner, as its image holds it, as measured in the image of the runtime, or by
 * the tables of the runtime. Null where none of these is known.
 */
export function chooseProfile(
  facts: Pick<FunctionFacts, 'runtime' | 'architecture' | 'packageType'> & {
    artifacts: ReadonlyArray<FunctionFacts['artifacts'][number]>;
  },
  measured: RuntimeProfile | null,
  options: {
    policy: VerdictPolicy;
    today: string;
    /** What the runtime's own image provides; see `MeasuredProfiles`. */
    runtimeProfile?: RuntimeProfile | null;
  },
): RuntimeProfile | null {
  const { runtime, architecture, packageType } = facts;
  if (measured && speaksOf(measured, facts)) {
    return measured;
  }
  if (packageType === 'image' && facts.artifacts.length > 0) {
    const [{ report }] = facts.artifacts;
    return attempt(() =>
      profileFromReport(report, {
        ...(architecture && { architecture }),
        name: report.name,
      }),
    );
  }
  if (runtime === null || architecture === null) {
    return null;
  }
  if (options.runtimeProfile && speaksOf(options.runtimeProfile, facts)) {
    return options.runtimeProfile;
  }
  const asOf =
    options.policy.asOf === 'today' ? options.today : options.policy.asOf;
  const key = [runtime, architecture, packageType, asOf].join(' ');
  const known = kept.get(key);
  if (known !== undefined) {
    return known;
  }
  const profile = attempt(() =>
    selectProfile({
      runtime,
      architecture,
      packageType,
      ...(asOf !== undefined && { asOf }),
    }),
  );
  if (kept.size >= MAX_KEPT) {
    kept.clear();
  }
  kept.set(key, profile);
  return profile;
}

/** Whether a profile is of the environment in which the function runs. */
function speaksOf(
  profile: RuntimeProfile,
  facts: Pick<FunctionFacts, 'runtime' | 'architecture' | 'packageType'>,
): boolean {
  return (
    (facts.architecture === null ||
      profile.architecture === facts.architecture) &&
    profile.packageType === facts.packageType &&
    (profile.runtime === null ||
      facts.runtime === null ||
      profile.runtime === facts.runtime)
  );
}

function attempt(choose: () => RuntimeProfile): RuntimeProfile | null {
  try {
    return choose();
  } catch (error) {
    if (error instanceof RuntimeProfileError) {
      return null;
    }
    throw error;
  }
}
