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

import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';

import { lambdaCompatApiRef } from '../../api';

interface PinPatch {
  patch: string | null;
  error: Error | null;
  isLoading: boolean;
}

const NOTHING: PinPatch = { patch: null, error: null, isLoading: false };

/**
 * The patch that pins a reference to a digest; nothing without a digest.
 *
 * @internal
 */
export function usePinPatch(
  entityRef: string,
  referenceId: string,
  digest: string | null,
): PinPatch {
  const api = useApi(lambdaCompatApiRef);
  const [state, setState] = useState<PinPatch>(NOTHING);

  useEffect(() => {
    if (!digest) {
      setState(NOTHING);
      return undefined;
    }
    let isCurrent = true;
    setState({ patch: null, error: null, isLoading: true });
    api.getPinPatch(entityRef, referenceId, digest).then(
      ({ patch }) =>
        isCurrent && setState({ patch, error: null, isLoading: false }),
      error =>
        isCurrent &&
        setState({ patch: null, error: toError(error), isLoading: false }),
    );
    return () => {
      isCurrent = false;
    };
  }, [api, entityRef, referenceId, digest]);

  return state;
}
