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
import { Button } from '@backstage/ui';
import { RiFileCopyLine } from '@remixicon/react';
import { useState } from 'react';

import { lambdaCompatTranslationRef } from '../../translation';
import { PatchByHand } from '../patch/PatchByHand';
import { PatchPreview } from '../patch/PatchPreview';
import { useCopy } from '../patch/useCopy';

interface PinPatchProps {
  patch: string;
  /** Names the button, where several are on one screen. */
  label: string;
}

/** The patch that pins a reference, to be looked at and copied. */
export function PinPatch(props: PinPatchProps) {
  const { label, patch } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const [isRefused, setIsRefused] = useState(false);
  const copy = useCopy();

  const onPress = async () => {
    const isCopied = await copy({
      text: patch,
      title: t('incident.pin.copied'),
      description: t('incident.pin.copiedHint'),
    });
    setIsRefused(!isCopied);
  };
  return (
    <>
      {isRefused ? (
        <PatchByHand patch={patch} />
      ) : (
        <PatchPreview patch={patch} />
      )}
      <div>
        <Button
          variant="primary"
          size="small"
          iconStart={<RiFileCopyLine aria-hidden="true" />}
          aria-label={`${t('incident.pin.copyPatch')}: ${label}`}
          onPress={onPress}
        >
          {t('incident.pin.copyPatch')}
        </Button>
      </div>
    </>
  );
}
