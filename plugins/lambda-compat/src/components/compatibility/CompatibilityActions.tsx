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
import { Button, Link } from '@backstage/ui';
import type {
  FunctionCompatibility,
  ReferencePin,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { RiFlaskLine, RiPushpinFill } from '@remixicon/react';
import { lazy, Suspense, useState } from 'react';

import { imagesToPin } from '../../compatibility';
import { useOptionalRoute } from '../../navigation';
import { lambdaCompatWhatIfRouteRef } from '../../routes';
import { shortDigest } from '../../tags';
import { lambdaCompatTranslationRef } from '../../translation';
import styles from './compatibility.module.css';
import type { CompatibilityView } from './useCompatibilityView';

// Most readers never open it.
const PinsDialog = lazy(() =>
  import('../pins/PinsDialog').then(({ PinsDialog: Dialog }) => ({
    default: Dialog,
  })),
);

interface CompatibilityActionsProps {
  view: CompatibilityView;
  compatibility: FunctionCompatibility;
  /** Of the first image that should be pinned; undefined while not known. */
  pin?: ReferencePin;
}

/** In a word or two, so that the button says what it leads to. */
function PinNote(props: { pin: ReferencePin }) {
  const { suggestion } = props.pin;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (
    <span className={styles.muted}>
      {suggestion
        ? t('compatibility.pinNote', {
            tag: suggestion.tag ?? shortDigest(suggestion.digest),
            fits: t(`incident.pin.${suggestion.fits}`),
          })
        : t('pinLine.nothing')}
    </span>
  );
}

/** What an owner can do here about the build image, or find out before. */
export function CompatibilityActions(props: CompatibilityActionsProps) {
  const { compatibility, pin, view } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const [isOpen, setIsOpen] = useState(false);
  const whatIf = useOptionalRoute(lambdaCompatWhatIfRouteRef);
  const images = imagesToPin(compatibility.judgement.findings);
  const [first] = images;
  // Components are found there by a part of their name.
  const query = new URLSearchParams({
    ...(first && { image: first.reference }),
    q: view.entityName,
  });

  if (images.length === 0 && !whatIf) {
    return null;
  }
  return (
    <div className={styles.actions}>
      {images.length > 0 && (
        <Button
          variant="primary"
          size="small"
          iconStart={<RiPushpinFill aria-hidden="true" />}
          onPress={() => setIsOpen(true)}
        >
          {t('compatibility.fixPin')}
        </Button>
      )}
      {images.length > 0 && pin && <PinNote pin={pin} />}
      {whatIf && (
        <Link
          href={`${whatIf()}?${query}`}
          standalone
          className={styles.whatIf}
        >
          <RiFlaskLine size={14} aria-hidden="true" />
          {t('compatibility.whatIf')}
        </Link>
      )}
      {isOpen && (
        <Suspense fallback={null}>
          <PinsDialog
            entityRef={view.entityRef}
            references={images}
            onClose={() => setIsOpen(false)}
          />
        </Suspense>
      )}
    </div>
  );
}
