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

import { asMap, asText, type JsonMap } from '../jsonValues';
import type { PushedImage } from '../PushedImage';

const TYPES = ['ECR Image Action', 'ECR Pull Through Cache Action'];

/**
 * Events of Amazon ECR as EventBridge delivers them. They name account and
 * region; the registry has a name for IPv4 and one for both, and one more of
 * each that is FIPS compliant.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-eventbridge.html
 */
export function readEcr(event: JsonMap): PushedImage[] | undefined {
  if (!TYPES.includes(asText(event['detail-type']))) {
    return undefined;
  }
  const account = asText(event.account);
  const region = asText(event.region);
  const detail = asMap(event.detail);
  const repository = asText(detail['repository-name']);
  if (
    !/^\d{12}$/.test(account) ||
    !/^[a-z]{2}(-[a-z]+){1,4}-\d{1,2}$/.test(region) ||
    repository === ''
  ) {
    return [];
  }
  return [
    {
      names: toHosts(account, region).map(host => ({ host, repository })),
      tag: asText(detail['image-tag']),
    },
  ];
}

function toHosts(account: string, region: string): string[] {
  const [ipv4, both] = getSuffixes(region);
  return [
    `${account}.dkr.ecr.${region}.${ipv4}`,
    `${account}.dkr-ecr.${region}.${both}`,
    `${account}.dkr.ecr-fips.${region}.${ipv4}`,
    `${account}.dkr-ecr-fips.${region}.${both}`,
  ];
}

/** Of the AWS partitions in which EventBridge knows ECR. */
function getSuffixes(region: string): [string, string] {
  if (region.startsWith('cn-')) {
    return ['amazonaws.com.cn', 'on.amazonwebservices.com.cn'];
  }
  return region.startsWith('eusc-')
    ? ['amazonaws.eu', 'on.amazonwebservices.eu']
    : ['amazonaws.com', 'on.aws'];
}
