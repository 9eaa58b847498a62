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

import {
  BUILD_IMAGES,
  fittingBuildImages,
  oldestBuildImage,
} from './buildImages';

describe('oldestBuildImage', () => {
  it.each([
    ['GLIBCXX_3.4.30 GLIBC_2.34', 'Ubuntu 22.04', 'GLIBCXX_3.4.30'],
    ['GLIBCXX_3.4.9 GLIBC_2.36', 'Debian 12 (bookworm)', 'GLIBC_2.36'],
    ['GLIBC_2.38', 'RHEL 10, Oracle Linux 10', 'GLIBC_2.38'],
    ['GLIBC_2.18', 'Ubuntu 18.04', 'GLIBC_2.18'],
    ['GLIBC_2.43', 'Debian sid of 2026-11', 'GLIBC_2.43'],
    ['CXXABI_1.3.14', 'RHEL 10, Oracle Linux 10', 'CXXABI_1.3.14'],
  ])('%s was built on at least %s', (versions, name, because) => {
    const hint = oldestBuildImage(versions.split(' '));
    expect([hint?.image.name, hint?.because]).toEqual([name, because]);
  });

  it('says nothing where the needs say nothing', () => {
    expect(oldestBuildImage([])).toBeUndefined();
    expect(oldestBuildImage(['GLIBC_2.2.5', 'ZLIB_1.2.9'])).toBeUndefined();
    expect(oldestBuildImage(['GLIBC_PRIVATE'])).toBeUndefined();
    expect(oldestBuildImage(['GLIBC_9.9'])).toBeUndefined();
  });
});

describe('fittingBuildImages', () => {
  it('gives the images on which nothing too new can be linked', () => {
    const fitting = fittingBuildImages([
      'GLIBC_2.34',
      'GLIBCXX_3.4.29',
      'CXXABI_1.3.13',
    ]).map(({ name }) => name);
    expect(fitting[fitting.length - 1]).toBe(
      'RHEL 9, AlmaLinux 9, manylinux_2_34',
    );
    expect(fitting).toContain('Debian 11 (bullseye)');
    expect(fitting).toContain('Amazon Linux 2023 up to 2023.6.20250317.2');
    expect(fitting).not.toContain('Amazon Linux 2023 from 2023.7 on');
    expect(fitting).not.toContain('Ubuntu 22.04');
  });

  it('gives none where a ceiling is not known', () => {
    expect(fittingBuildImages(['GLIBC_2.34'])).toEqual([]);
  });
});

it('says of each image whether it was measured or is from memory', () => {
  const byGrade = (grade: string) =>
    BUILD_IMAGES.filter(({ source }) => source.grade === grade).map(
      ({ images }) => images[0],
    );
  expect(byGrade('measured')).toEqual([
    'debian:11',
    'debian:12',
    'debian:13',
    'debian:sid',
  ]);
  expect(byGrade('memory')).toEqual([
    'ubuntu:18.04',
    'ubuntu:20.04',
    'ubuntu:22.04',
    'ubuntu:24.04',
  ]);
});
