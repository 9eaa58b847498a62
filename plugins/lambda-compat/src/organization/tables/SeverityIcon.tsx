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

import type { Problem } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { RiAlertFill, RiErrorWarningLine } from '@remixicon/react';

import styles from './tables.module.css';

/**
 * Never alone: the word stands beside it. Never red, either: red stands for a
 * function that is measured broken.
 */
export function SeverityIcon(props: { severity: Problem['severity'] }) {
  const Icon = props.severity === 'error' ? RiAlertFill : RiErrorWarningLine;
  return <Icon size={16} className={styles.severity} aria-hidden="true" />;
}
