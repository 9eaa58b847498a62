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
 * Reads which libraries, symbol versions and symbols ELF binaries need and
 * provide, from files, folders and archives.
 *
 * @packageDocumentation
 */

export { ArtifactError, ElfError } from './errors';
export { DEFAULT_ELF_LIMITS } from './elf/limits';
export type { ElfLimits } from './elf/limits';
export type { ReadElfOptions } from './elf/layout';
export type { ElfProblem, ElfProblemCode } from './elf/problems';
export { readElf } from './elf/readElf';
export type {
  ElfKind,
  ElfReport,
  GoFacts,
  GoModule,
  LibcFact,
  LibcKind,
  NeededVersion,
  RustFacts,
  VersionDefinition,
  VersionNeed,
} from './elf/types';
export { BufferSource } from './source/BufferSource';
export { CountingSource } from './source/CountingSource';
export { FileSource } from './source/FileSource';
export type { FileSourceOptions } from './source/FileSource';
export type { RandomAccessSource } from './source/RandomAccessSource';
export { SliceSource } from './source/SliceSource';
export { demangle } from './symbols/demangle';
export { readNeededSymbols, readProvidedSymbols } from './symbols/readSymbols';
export type {
  NeededSymbol,
  ProvidedSymbol,
  SymbolBinding,
  SymbolList,
} from './symbols/types';
export {
  canUnpackZstd,
  unpackZstd,
  ZstdError,
} from './artifact/compressed/unpackZstd';
export { listElfFiles } from './artifact/listElfFiles';
export type { ElfListing, ListedElf } from './artifact/listElfFiles';
export { scanArtifact } from './artifact/scanArtifact';
export type { ScanOptions } from './artifact/scanArtifact';
export { toScanJson } from './artifact/toScanJson';
export type { ScanJson, ScanJsonFile } from './artifact/toScanJson';
export { DEFAULT_ARTIFACT_LIMITS } from './artifact/types';
export type {
  ArtifactFormat,
  ArtifactLimits,
  ArtifactLink,
  ArtifactReport,
  ArtifactScript,
  ScannedFile,
  SkippedEntry,
  SkipReason,
  VersionSymbols,
  WalkedBase,
  WalkedElf,
  WalkedEntry,
  WalkEnd,
} from './artifact/types';
export { walkArtifact } from './artifact/walkArtifact';
export type { WalkOptions } from './artifact/WalkContext';
export type {
  ResolutionFinding,
  ResolutionFindingBase,
} from './resolve/findings/types';
export { selectRoots } from './resolve/roots/selectRoots';
export type {
  RootRole,
  RootSelection,
  RootSelections,
  RootTarget,
  SelectableFile,
  UnservedSet,
} from './resolve/roots/types';
export type {
  Answer,
  HardwareFolder,
  SystemAnswer,
  SystemLibraries,
} from './resolve/system';
export { defaultDirectories } from './resolve/defaultDirectories';
export { emptySystem } from './resolve/emptySystem';
export { parseLibraryPath } from './resolve/paths';
export { placeArtifacts } from './resolve/placeArtifacts';
export type { PlacedArtifact } from './resolve/placeArtifacts';
export { resolveLibraries } from './resolve/resolveLibraries';
export { DEFAULT_RESOLVE_LIMITS } from './resolve/types';
export type {
  HostProcess,
  InterpreterResolution,
  LibraryResolution,
  LoadedObject,
  NeedProvider,
  NeedResolution,
  PlacedFile,
  PlacedLink,
  RejectedCandidate,
  ResolutionRoot,
  ResolveInput,
  ResolveLimits,
  RootResolution,
  SearchRule,
  SymbolResolution,
  TargetMachine,
  UnreadDirectory,
  VersionResolution,
} from './resolve/types';
