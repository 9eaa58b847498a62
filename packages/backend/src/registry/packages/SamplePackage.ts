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

/** A package that an image says is installed. */
export interface SamplePackage {
  name: string;
  /** `[epoch:]version[-release]` as the system writes it. */
  version: string;
  /** As the system writes it; `noarch` and `all` are for every machine. */
  architecture: string;
}

/** What every package says it is. */
export const PACKAGE_DESCRIPTION =
  'An entry in the package database of a sample image of lambda-compat; the package is not installed';

/**
 * Reads `name version`, and `name version noarch` for a package of every
 * machine.
 */
export function parsePackage(
  text: string,
  architectures: { own: string; every: string },
): SamplePackage {
  const [name, version, kind, ...rest] = text.split(' ');
  if (!version || rest.length > 0 || (kind && kind !== 'noarch')) {
    throw new Error(
      `'${text}' is no package; write 'name version' or 'name version noarch'`,
    );
  }
  return {
    name,
    version,
    architecture: kind ? architectures.every : architectures.own,
  };
}
