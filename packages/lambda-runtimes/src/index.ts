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
 * What each AWS Lambda runtime provides, since when and until when, each fact
 * with its source.
 *
 * @packageDocumentation
 */

export { RuntimeProfileError } from './errors';
export { RUNTIMES, findRuntime } from './runtimes/runtimes';
export { libraryPath } from './runtimes/libraryPath';
export {
  BUILD_IMAGES,
  fittingBuildImages,
  oldestBuildImage,
} from './buildImages/buildImages';
export type { BuildImage, BuildImageHint } from './buildImages/buildImages';
export { selectProfile, selectSystemProfile } from './profiles/selectProfile';
export type {
  ProfileSelection,
  SystemSelection,
} from './profiles/selectProfile';
export { profileFromFolder } from './measured/profileFromFolder';
export { profileFromReport } from './measured/profileFromReport';
export { profileFromImage } from './measured/profileFromImage';
export type {
  MeasuredImage,
  MeasuredImageOptions,
} from './measured/profileFromImage';
export type { MeasuredProfileOptions } from './measured/measuredProfile';
export { profileFromSnapshot } from './measured/profileFromSnapshot';
export { findLibrary } from './lookup/findLibrary';
export { findInterpreter } from './lookup/findInterpreter';
export { findSymbol, otherVersionsOf } from './lookup/findSymbol';
export { findVersion } from './lookup/findVersion';
export { highestVersions } from './lookup/highestVersions';
export { libraryVersions } from './lookup/libraryVersions';
export type { LibraryVersions } from './lookup/libraryVersions';
export {
  compareVersionNames,
  isPrivateVersion,
  versionNamespace,
} from './versions/versionNames';
export type {
  Answer,
  Architecture,
  FactSource,
  LambdaRuntime,
  OperatingSystem,
  PackageType,
  ProvidedLibrary,
  RuntimeFact,
  RuntimeFamily,
  RuntimeProfile,
  RuntimeState,
} from './types';
export type {
  HighestVersion,
  LibraryAnswer,
  ProfileAnswer,
  SymbolAnswer,
  VersionAnswer,
} from './lookup/types';
