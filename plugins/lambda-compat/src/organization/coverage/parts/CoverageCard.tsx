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

import { Card, CardBody, CardHeader } from '@backstage/ui';
import { type ReactNode, useId } from 'react';

import styles from './CoverageCard.module.css';

interface CoverageCardProps {
  title: string;
  /** Choices that hold for the card alone. */
  actions: ReactNode;
  /** New numbers are on their way. */
  isBusy: boolean;
  children: ReactNode;
}

/** The frame that stays the same in every state. */
export function CoverageCard(props: CoverageCardProps) {
  const titleId = useId();
  return (
    <section
      className={styles.frame}
      aria-labelledby={titleId}
      aria-busy={props.isBusy}
    >
      <Card className={styles.card}>
        <CardHeader>
          <div className={styles.header}>
            <h3 id={titleId} className={styles.title}>
              {props.title}
            </h3>
            <div className={styles.actions}>{props.actions}</div>
          </div>
        </CardHeader>
        <CardBody>
          <div className={styles.body}>{props.children}</div>
        </CardBody>
      </Card>
    </section>
  );
}
