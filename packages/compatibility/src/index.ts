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
 * Judges whether the binaries of a Lambda function find in their runtime what
 * they ask for: rules, verdicts and ways out. Pure functions; nothing is read
 * and no clock is asked.
 *
 * @packageDocumentation
 */

export { judge } from './judge';
export { whatIf } from './whatIf';
export { imageFit } from './images/imageFit';
export { imageWhatIf } from './images/imageWhatIf';
export type { ImageWhatIfResult } from './images/imageWhatIf';
export { suggestPin } from './images/suggestPin';
export { systemFromProfile } from './systemFromProfile';
export { VERDICTS } from './types';
export type {
  ArtifactFacts,
  FileOutcome,
  Finding,
  FindingSymbol,
  FunctionFacts,
  JudgeOptions,
  JudgePolicy,
  Judgement,
  LadderRow,
  ProvidedFact,
  RuleId,
  Verdict,
  WayOut,
  WhatIfResult,
  WhatIfTarget,
} from './types';
export type {
  BuildImageFacts,
  ImageFit,
  ImageProvides,
  LastBuild,
  PinCandidate,
  PinSuggestion,
  PinTarget,
} from './images/types';
