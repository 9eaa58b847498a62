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

import type { ContentsProblem, FoldedImage, LayerContents } from '../types';
import { FileTree } from './FileTree';
import { LayerFold } from './LayerFold';
import { listFiles } from './listFiles';

/**
 * The file system of an image: its layers laid over one another, the lowest
 * first (OCI image-spec, layer, "Applying Changesets").
 *
 * Whiteouts hide what lower layers have and nothing of their own; a directory
 * over a directory keeps what is in it, anything else over anything takes its
 * place. Paths lead through links to directories, as `/lib` is one to
 * `usr/lib`, and files are listed where they really are. A hard link stays the
 * file that its target was in its layer.
 *
 * @throws ContentsError `too-large` where links make paths too many or too long
 * @public
 */
export function foldLayers(layers: readonly LayerContents[]): FoldedImage {
  const tree = new FileTree();
  const problems: ContentsProblem[] = [];
  for (const layer of layers) {
    new LayerFold(tree, layer, problems).apply();
  }
  return listFiles(tree.root, problems);
}
