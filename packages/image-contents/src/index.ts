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
 * Reads what is inside container images, layer by layer, and says what changed
 * between two.
 *
 * @packageDocumentation
 */

export { MAX_LISTED_FILES } from './compare/compareFiles';
export { compareImages } from './compare/compareImages';
export * from './compare/types';
export { ContentsError, isContentsError } from './errors';
export { foldLayers } from './folding/foldLayers';
export { readLayer } from './layers/readLayer';
export type { ReadLayerOptions } from './layers/readLayer';
export { DEFAULT_CONTENTS_LIMITS } from './limits';
export { findLoadedLibraries } from './loader/findLoadedLibraries';
export { readOsRelease } from './os-release/readOsRelease';
export { isKeptFile } from './packages/keptFiles';
export { readPackageDatabases } from './packages/readPackageDatabases';
export { comparePackageVersions } from './packages/versions/comparePackageVersions';
export { imageFromLayers } from './reading/imageFromLayers';
export type { ReadImage } from './reading/imageFromLayers';
export type { ContentsClient } from './reading/ImageFinder';
export { ImageReader } from './reading/ImageReader';
export type {
  ImageReaderOptions,
  ReadImageOptions,
} from './reading/ImageReader';
export { toImageFacts } from './reading/toImageFacts';
export * from './types';
