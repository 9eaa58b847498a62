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
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
  TextField,
} from '@backstage/ui';
import { RiFileCopyLine } from '@remixicon/react';
import type { ReportedReference } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useState } from 'react';

import { errorText } from '../../report';
import { lambdaCompatTranslationRef } from '../../translation';
import { paletteClass } from '../palette';
import { digestCommand, referenceText } from '../references/referenceText';
import { Code } from '../text';
import { CopyButton } from './CopyButton';
import { DIGEST_INPUT_LIMIT, type DigestInput, readDigest } from './digest';
import styles from './patch.module.css';
import { PatchByHand } from './PatchByHand';
import { PatchPreview } from './PatchPreview';
import { useCopy } from './useCopy';
import { usePinPatch } from './usePinPatch';

/** Why a digest has to be chosen by hand though some are known. */
export interface PinByHand {
  reason: string;
  /** To begin with; empty where none is known. */
  digest: string;
}

interface PinDialogProps {
  entityRef: string;
  reference: ReportedReference;
  byHand?: PinByHand;
  onClose: () => void;
}

function CommandBlock(props: { command: string }) {
  const { command } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);

  return (
    <div
      className={styles.command}
      role="group"
      aria-label={t('pin.commandLabel')}
    >
      <code className={styles.commandText}>{command}</code>
      <CopyButton
        text={command}
        label={t('pin.copyCommand')}
        copiedText={t('pin.commandCopied')}
      />
    </div>
  );
}

function useDigestError(input: DigestInput, wasLeft: boolean): string | null {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  if (input.state === 'invalid') {
    return t('pin.digestInvalid');
  }
  // While typing, a digest is always incomplete.
  return input.state === 'incomplete' && wasLeft
    ? t('pin.digestIncomplete', { digits: input.digits })
    : null;
}

/** Asks for the digest of a reference, and gives the patch that writes it. */
export function PinDialog(props: PinDialogProps) {
  const { byHand, entityRef, reference, onClose } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const [text, setText] = useState(byHand?.digest ?? '');
  const [wasLeft, setWasLeft] = useState(false);
  const [isRefused, setIsRefused] = useState(false);
  const copy = useCopy();

  const input = readDigest(text);
  const digest = input.state === 'valid' ? input.digest : null;
  const { patch, error, isLoading } = usePinPatch(
    entityRef,
    reference.id,
    digest,
  );
  const digestError = useDigestError(input, wasLeft);
  const command = digestCommand(reference);

  const copyPatch = async () => {
    if (!patch) {
      return;
    }
    const isCopied = await copy({
      text: patch,
      title: t('patch.copied'),
      description: t('patch.copiedHint'),
    });
    if (isCopied) {
      onClose();
    } else {
      setIsRefused(true);
    }
  };

  return (
    <Dialog
      isOpen
      onOpenChange={isOpen => !isOpen && onClose()}
      width={640}
      className={paletteClass}
    >
      <DialogHeader>{t('pin.title')}</DialogHeader>
      <DialogBody className={styles.dialogBody}>
        {byHand && (
          <Alert
            status="warning"
            icon
            title={t('pinLine.notChecked')}
            description={byHand.reason}
          />
        )}
        <Text as="p">
          {t(byHand ? 'pin.byHand' : 'pin.digestUnknown', {
            reference: <Code>{referenceText(reference)}</Code>,
          })}
        </Text>
        {command && <CommandBlock command={command} />}
        <TextField
          label={t('pin.digest')}
          description={t('pin.digestHint')}
          className={styles.digestField}
          placeholder="sha256:"
          value={text}
          onChange={setText}
          onBlur={() => setWasLeft(true)}
          validate={() => digestError}
          validationBehavior="aria"
          maxLength={DIGEST_INPUT_LIMIT}
          autoComplete="off"
          spellCheck="false"
        />
        <div role="status" className={styles.result}>
          {isLoading && <Text as="p">{t('pin.preparing')}</Text>}
          {error && (
            <Alert
              status="warning"
              icon
              title={t('pin.failed')}
              description={errorText(error)}
            />
          )}
        </div>
        {patch && !isRefused && <PatchPreview patch={patch} />}
        {patch && isRefused && <PatchByHand patch={patch} />}
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t('patch.close')}
        </Button>
        <Button
          variant="primary"
          isDisabled={!patch}
          iconStart={<RiFileCopyLine aria-hidden="true" />}
          onPress={copyPatch}
        >
          {t('patch.copy')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
