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

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ReportedReference } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { type ReactNode, useCallback, useState } from 'react';

import { lambdaCompatTranslationRef } from '../../translation';
import { PatchDialog } from './PatchDialog';
import { PinDialog } from './PinDialog';
import { useCopy } from './useCopy';

type Open =
  | { kind: 'pin'; reference: ReportedReference }
  | { kind: 'by-hand'; patch: string };

interface CopyPatch {
  /** Copies the patch of a reference, or asks for what is missing to make it. */
  copyPatch: (reference: ReportedReference) => void;
  /** To be rendered once, outside of lists and tables. */
  dialog: ReactNode;
}

/** @internal */
export function useCopyPatch(entityRef: string): CopyPatch {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const [open, setOpen] = useState<Open | null>(null);
  const copy = useCopy();
  const onClose = useCallback(() => setOpen(null), []);

  const copyPatch = useCallback(
    async (reference: ReportedReference) => {
      const { fix } = reference;
      if (fix.kind === 'digest-needed') {
        setOpen({ kind: 'pin', reference });
      }
      if (fix.kind === 'ready') {
        const isCopied = await copy({
          text: fix.patch,
          title: t('patch.copied'),
          description: t('patch.copiedHint'),
        });
        if (!isCopied) {
          setOpen({ kind: 'by-hand', patch: fix.patch });
        }
      }
    },
    [copy, t],
  );

  return {
    copyPatch,
    dialog: open && (
      <>
        {open.kind === 'pin' && (
          <PinDialog
            entityRef={entityRef}
            reference={open.reference}
            onClose={onClose}
          />
        )}
        {open.kind === 'by-hand' && (
          <PatchDialog patch={open.patch} onClose={onClose} />
        )}
      </>
    ),
  };
}
