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
import {
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useEffect,
  useState,
} from 'react';

import { errorText } from '../../report';
import { lambdaCompatTranslationRef } from '../../translation';
import type { PinState, ReferencePins } from '../pins';
import type { PinByHand } from './PinDialog';
import { useCopy } from './useCopy';

// Most readers never open them.
const PatchDialog = lazy(() =>
  import('./PatchDialog').then(({ PatchDialog: Dialog }) => ({
    default: Dialog,
  })),
);
const PinDialog = lazy(() =>
  import('./PinDialog').then(({ PinDialog: Dialog }) => ({ default: Dialog })),
);

type Open =
  | { kind: 'pin'; reference: ReportedReference; byHand?: PinByHand }
  | { kind: 'by-hand'; patch: string };

/** What to do for a reference: a patch to copy, or a digest to ask for. */
type Step = { patch: string } | { byHand?: PinByHand } | null;

interface CopyPatch {
  /** Copies the patch of a reference, or asks for what is missing to make it. */
  copyPatch: (reference: ReportedReference) => void;
  /** To be rendered once, outside of lists and tables. */
  dialog: ReactNode;
  /** The reference whose patch is copied once it is known what fits. */
  awaited: ReportedReference | null;
}

/**
 * What fits the runtime goes before the digest of today: where nothing is known
 * to fit, a digest is written only by whoever has read why.
 */
function stepOf({ fix }: ReportedReference, state: PinState): Step {
  const today = fix.kind === 'ready' ? fix.digest : '';
  switch (state.kind) {
    case 'loading':
      return null;
    case 'failed':
      return { byHand: { reason: errorText(state.error), digest: today } };
    case 'known': {
      const { noPatch, patch, reason, rejected, suggestion } = state.pin;
      // What is known not to fit has to be written by whoever wants it still.
      const isUnfit = rejected.some(({ digest }) => digest === today);
      return patch
        ? { patch }
        : {
            byHand: {
              reason: noPatch ?? reason ?? '',
              digest: suggestion?.digest ?? (isUnfit ? '' : today),
            },
          };
    }
    default:
      if (fix.kind === 'ready') {
        return { patch: fix.patch };
      }
      return fix.kind === 'digest-needed' ? {} : null;
  }
}

/**
 * @param pins - what to pin references to, where that is asked
 *
 * @internal
 */
export function useCopyPatch(
  entityRef: string,
  pins?: ReferencePins,
): CopyPatch {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const [open, setOpen] = useState<Open | null>(null);
  const [awaited, setAwaited] = useState<ReportedReference | null>(null);
  const copy = useCopy();
  const onClose = useCallback(() => setOpen(null), []);
  const stateOf = pins?.stateOf;

  const copyPatch = useCallback(
    async (reference: ReportedReference) => {
      const state = stateOf?.(reference) ?? { kind: 'none' };
      if (state.kind === 'loading') {
        setAwaited(reference);
        return;
      }
      setAwaited(null);
      const step = stepOf(reference, state);
      if (step === null) {
        return;
      }
      if (!('patch' in step)) {
        setOpen({ kind: 'pin', reference, byHand: step.byHand });
        return;
      }
      const isCopied = await copy({
        text: step.patch,
        title: t('patch.copied'),
        description: t('patch.copiedHint'),
      });
      if (!isCopied) {
        setOpen({ kind: 'by-hand', patch: step.patch });
      }
    },
    [copy, stateOf, t],
  );

  useEffect(() => {
    if (awaited && stateOf?.(awaited).kind !== 'loading') {
      copyPatch(awaited);
    }
  }, [awaited, copyPatch, stateOf]);

  return {
    copyPatch,
    awaited,
    dialog: open && (
      <Suspense fallback={null}>
        {open.kind === 'pin' && (
          <PinDialog
            entityRef={entityRef}
            reference={open.reference}
            byHand={open.byHand}
            onClose={onClose}
          />
        )}
        {open.kind === 'by-hand' && (
          <PatchDialog patch={open.patch} onClose={onClose} />
        )}
      </Suspense>
    ),
  };
}
