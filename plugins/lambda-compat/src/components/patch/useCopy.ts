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

import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';

const TOAST_MS = 5000;

interface Copied {
  text: string;
  /** Shown when the text is on the clipboard. */
  title: string;
  description?: string;
}

/**
 * Copies a text and says so.
 *
 * @returns a function that resolves to false where the browser refuses, as it
 *   does on pages without TLS: the caller then shows the text
 * @internal
 */
export function useCopy(): (copied: Copied) => Promise<boolean> {
  const toastApi = useApi(toastApiRef);

  return useCallback(
    async ({ text, title, description }) => {
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        return false;
      }
      toastApi.post({
        title,
        description,
        status: 'success',
        timeout: TOAST_MS,
      });
      return true;
    },
    [toastApi],
  );
}
