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

import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { getFileUrl, parseRepositoryAddress } from './repositoryAddress';

const integrations = ScmIntegrations.fromConfig(new ConfigReader({}));

describe('parseRepositoryAddress', () => {
  it.each([
    [
      'https://github.com/org/repo/tree/main/svc/a%20b/',
      'svc/a b/',
      'https://github.com/org/repo/blob/main/svc/a%20b/build/Dockerfile#L3',
    ],
    [
      'https://github.com/org/repo/blob/main/catalog-info.yaml',
      '',
      'https://github.com/org/repo/blob/main/build/Dockerfile#L3',
    ],
    [
      'https://github.com/org/repo',
      '',
      'https://github.com/org/repo/blob/HEAD/build/Dockerfile#L3',
    ],
    [
      'https://gitlab.com/group/sub/repo/-/tree/main/svc',
      'svc/',
      'https://gitlab.com/group/sub/repo/-/blob/main/svc/build/Dockerfile#L3',
    ],
    [
      'https://gitlab.com/group/sub/repo',
      '',
      'https://gitlab.com/group/sub/repo/-/blob/HEAD/build/Dockerfile#L3',
    ],
    [
      'https://bitbucket.org/org/repo/src/main/svc/',
      'svc/',
      'https://bitbucket.org/org/repo/src/main/svc/build/Dockerfile#lines-3',
    ],
    [
      'https://dev.azure.com/org/project/_git/repo?path=%2Fsvc&version=GBmain',
      'svc/',
      'https://dev.azure.com/org/project/_git/repo?path=%2Fsvc%2Fbuild%2FDockerfile&version=GBmain&line=3&lineEnd=4&lineStartColumn=1&lineEndColumn=1',
    ],
    [
      'https://user:pw@files.test/svc/catalog-info.yaml',
      '',
      'https://files.test/svc/build/Dockerfile#L3',
    ],
  ])('%s lies at %j and links to %s', (target, prefix, url) => {
    const address = parseRepositoryAddress(target, integrations)!;
    expect(address.prefix).toBe(prefix);
    expect(
      getFileUrl(address, 'build/Dockerfile', integrations, {
        base: address.publicFolderUrl,
        line: 3,
      }),
    ).toBe(url);
  });

  it('shows no parameters that may grant access', () => {
    const address = parseRepositoryAddress(
      'https://store.test/x/?sig=secret&at=main',
      integrations,
    )!;
    expect(address.folderUrl).toContain('sig=secret');
    expect(address.publicFolderUrl).toBe('https://store.test/x/?at=main');
  });

  it.each(['file:///etc/', 'data:text/html,x', 'x', ''])(
    'takes %j for no address',
    target => {
      expect(parseRepositoryAddress(target, integrations)).toBeUndefined();
    },
  );
});
