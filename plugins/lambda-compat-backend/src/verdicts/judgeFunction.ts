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

import type {
  ArtifactFacts,
  BuildImageFacts,
  FunctionFacts,
  Judgement,
} from '@lambda-compat/compatibility';
import type { ArtifactReport } from '@lambda-compat/elf-symbols';
import type {
  FunctionCompatibility,
  SourcedValue,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type {
  Architecture,
  PackageType,
  RuntimeProfile,
} from '@lambda-compat/lambda-runtimes';
import { chooseProfile } from './chooseProfile';
import type { DescribedFunction } from './describeFunctions';
import type { JudgementEngine, VerdictPolicy } from './engine';
import { describeNativeCode } from './nativeCode';

/** What was measured of a function, read from where it is stored. */
export interface Measured {
  /** As the artifacts of the upload. */
  reports: ArtifactReport[];
  profile: RuntimeProfile | null;
}

/** What a judgement depends on besides the function itself. */
export interface JudgeOptions {
  policy: VerdictPolicy;
  /** `YYYY-MM-DD`. */
  today: string;
  /** The moment, ISO 8601, by which observations are old. */
  now?: string;
  /** What its builds pull; left out where nobody looks. */
  buildImages?: readonly BuildImageFacts[];
  /** What the image of its runtime was measured to provide, if it was. */
  runtimeProfile?: RuntimeProfile | null;
}

/** Concludes what follows for a function. Never throws. */
export function judgeFunction(
  engine: JudgementEngine,
  described: DescribedFunction,
  measured: Measured | null,
  options: JudgeOptions,
): FunctionCompatibility {
  const architecture = doubtAssumed(described.architecture, measured);
  const facts = toFacts({ ...described, architecture }, measured, options);
  const { upload } = described;
  return {
    id: upload?.id ?? null,
    name: described.name,
    runtime: described.runtime,
    architecture,
    packageType: described.packageType,
    judgement: judge(engine, facts, options.policy),
    nativeCode: describeNativeCode(measured?.reports ?? null),
    artifacts: (upload?.artifacts ?? []).map(
      ({ contentKey, ...artifact }) => artifact,
    ),
    measuredAt: upload?.measuredAt ?? null,
    uploadedAt: upload?.uploadedAt ?? null,
    build: upload?.build ?? null,
  };
}

/** Everything that a judgement of a function rests on. */
export function toFacts(
  described: DescribedFunction,
  measured: Measured | null,
  options: JudgeOptions,
): FunctionFacts {
  const { upload } = described;
  const packageType = described.packageType.value ?? 'zip';
  const artifacts = (measured?.reports ?? []).map((report, index) => ({
    name: index === 0 ? 'function' : upload?.artifacts[index].name ?? '',
    mount: toMount(index, packageType),
    report,
  }));
  const environment = {
    runtime: described.runtime.value,
    architecture: described.architecture.value,
    packageType,
    artifacts,
  };
  return {
    ...environment,
    profile: chooseProfile(environment, measured?.profile ?? null, options),
    ...(options.buildImages && { buildImages: [...options.buildImages] }),
    ...(options.now && { now: options.now }),
    unread: [],
    libraryPath: null,
    image: null,
    evidence: 'build',
    outdated: null,
    today: options.today,
  };
}

function toMount(
  index: number,
  packageType: PackageType,
): ArtifactFacts['mount'] {
  if (index > 0) {
    return 'layer';
  }
  return packageType === 'image' ? 'image' : 'function';
}

/**
 * Where nobody says the architecture, Lambda takes x86_64. If the files measured
 * are all for the other one, it is far likelier that somebody forgot to say so
 * than that the function was broken from its first day: it is not known then.
 */
function doubtAssumed(
  architecture: SourcedValue<Architecture>,
  measured: Measured | null,
): SourcedValue<Architecture> {
  const machines = new Set(
    (measured?.reports ?? []).flatMap(({ files }) =>
      files.flatMap(({ report }) => report?.machine ?? []),
    ),
  );
  return architecture.assumed && machines.size === 1 && machines.has('aarch64')
    ? {
        value: null,
        source:
          'not known: all files measured are for arm64, and nothing says the architecture',
        assumed: false,
      }
    : architecture;
}

/**
 * A report that nobody foresaw must not keep other functions from being judged,
 * and is not known to be good.
 */
function judge(
  engine: JudgementEngine,
  facts: FunctionFacts,
  { deprecationDays }: VerdictPolicy,
): Judgement {
  try {
    return engine.judge(facts, { deprecationDays });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      verdict: 'unknown',
      findings: [],
      ladder: [],
      files: [],
      sentence: `What was measured cannot be judged: ${reason.slice(0, 500)}`,
      counts: { broken: 0, 'at-risk': 0, unknown: 0, info: 0 },
      evidence: { grade: 'E0', nativeFiles: 0, countedFiles: 0 },
      runtime: {
        id: facts.runtime,
        architecture: facts.architecture,
        profile: null,
        asOf: null,
      },
    };
  }
}
