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

import { parseImageReference } from '../reference/parseImageReference';
import type { PinClass } from '../types';
import { classifyPin } from './classifyPin';

function classify(text: string): PinClass {
  const result = parseImageReference(text);
  if (!result.ok) {
    throw new Error(`${text}: ${result.error}`);
  }
  return classifyPin(result.reference);
}

const CASES: Partial<Record<PinClass, string[]>> = {
  digest: [
    `python@sha256:${'a'.repeat(64)}`,
    `arm64v8/amazonlinux:latest@sha256:${'a'.repeat(64)}`,
  ],
  dated: [
    'amazonlinux:2023.6.20250317.2',
    'amazonlinux:2018.03.0.20200318.1-with-sources',
    'arm64v8/amazonlinux:2023.3.20240131.0',
    'public.ecr.aws/amazonlinux/amazonlinux:2.0.20250305.0',
    'public.ecr.aws/lambda/python:3.12.2024.07.10.11',
    'public.ecr.aws/lambda/python:3.12.2024.07.10.11-arm64',
    'public.ecr.aws/lambda/nodejs:14.2022.02.01.09-x86_64',
    'public.ecr.aws/lambda/provided:al2023.2025.10.02.14',
    'public.ecr.aws/lambda/java:8.al2.2024.01.05.10',
    'amazon/aws-lambda-provided:al2.2023.03.21.13',
    'public.ecr.aws/sam/build-python3.9:1.139.0-20250522205922',
    'public.ecr.aws/sam/build-python3.10:1.81.0-20230420214754-x86_64',
    'debian:bookworm-20250317-slim',
    'ubuntu:jammy-20250126',
    'ubuntu:precise-20160923.1',
    'alpine:20250108',
    'almalinux:9.4-minimal-20240530',
    'rockylinux:9.3.20231119',
    'archlinux:base-20250302.0.316047',
    'golang:tip-20250711-alpine',
    'registry.access.redhat.com/ubi9/ubi:9.4-1194',
    'registry.access.redhat.com/ubi9/ubi-minimal:9.5-1738643550',
    'bitnami/redis:7.4.2-debian-12-r5',
    'public.ecr.aws/awsguru/nginx:1.23.2023.3.11.1',
    'example.com/app:nightly-2025-03-17',
    'example.com/app:2025.03.17',
    'example.com/app:20250317T1530Z',
    'example.com/app:1738643550',
    'example.com/app:build-004521',
    'example.com/app:a1b2c3d',
    'example.com/app:sha-deadbee',
    'example.com/app:v1.2.3-4-gabcdef0',
    `example.com/app:${'0123456789'.repeat(4)}`,
  ],
  'exact-os': [
    'python:3.13.6-bookworm',
    'python:3.12.4-slim-bookworm',
    'arm64v8/python:3.13.7-alpine3.22',
    'public.ecr.aws/docker/library/python:3.12.0-slim-bullseye',
    'mirror.gcr.io/library/node:16.13.2-stretch-slim',
    'node:24.17.0-bookworm-slim',
    'golang:1.25.6-alpine3.23',
    'golang:1.27rc3-trixie',
    'golang:1.25.6-windowsservercore-ltsc2022',
    'php:8.1.0beta2-fpm-alpine3.15',
    'redis:8.8-m03-alpine3.23',
    'postgres:17.5-bookworm',
    'eclipse-temurin:21.0.5_11-jdk-noble',
    'eclipse-temurin:11.0.31_11-jre-alpine-3.21',
    'eclipse-temurin:8u432-b06-jdk-alpine-3.20',
    'amazoncorretto:17.0.12-al2023',
    'amazoncorretto:17.0.6-al2023-RC',
    'amazoncorretto:8u504-al2-generic',
    'maven:3.9.11-eclipse-temurin-21-noble',
    'gradle:9.5.0-jdk25-noble',
    'gcc:14.2-bookworm',
    'alpine:3.20.3',
    'centos:7.9.2009',
    'centos:centos7.9.2009',
    'mcr.microsoft.com/dotnet/sdk:8.0.403-bookworm-slim',
    'nvidia/cuda:12.4.1-cudnn-devel-ubuntu22.04',
    'ghcr.io/astral-sh/uv:0.5.9-python3.12-bookworm',
    'bitnami/redis:7.4.2-debian-12',
  ],
  exact: [
    'python:3.13.6',
    'python:3.13.6-slim',
    'python:3.12.13-alpine',
    'python:3.15.0rc1',
    'node:24.17.0',
    'golang:1.24.6-alpine',
    'golang:1.22rc1-nanoserver',
    'ruby:4.0.0-preview2',
    'php:8.3.30RC1-cli-alpine',
    'rust:1.92.0-slim',
    'postgres:17.5',
    'postgres:17beta2',
    'openjdk:17.0.2-jdk-slim',
    'openjdk:26-ea-30-jdk',
    'openjdk:8u212-b04-jre',
    'amazoncorretto:21.0.4',
    'maven:4.0.0-rc-5-amazoncorretto-25',
    'gradle:8.14.3-jdk21',
    'gcc:14.2',
    'busybox:1.36.1-musl',
    'docker:29.6.2-dind',
    'docker:17.05.0-ce-rc1',
    'nginx:1.31.3-alpine-slim',
    'public.ecr.aws/sam/build-python3.9:1.52.0-arm64',
    'public.ecr.aws/awsguru/aws-lambda-adapter:1.0.0-rc1',
    'public.ecr.aws/datadog/lambda-extension:84',
    'example.com/app:v1.2.3',
    'example.com/app:2024.10.1',
    'example.com/app:jdk-21.0.1',
    'example.com/app:1.1.1w',
  ],
  partial: [
    'python:3',
    'python:3.13-slim-bookworm',
    'python:3.14-rc-bookworm',
    'node:22',
    'node:20.18-bookworm',
    'golang:1.24',
    'postgres:17',
    'postgres:9.6',
    'gcc:14',
    'gcc:4.9',
    'eclipse-temurin:21-jdk',
    'eclipse-temurin:21.0.5',
    'openjdk:11.0.14-jre-bullseye',
    'openjdk:26-ea-jdk',
    'docker:17.05.0-ce',
    'mongo:3.6.0-jessie',
    'ruby:2.0.0-wheezy',
    'maven:3.9.9',
    'gradle:9.1.0-jdk-noble',
    'amazonlinux:2023',
    'amazonlinux:2',
    'amazonlinux:2018.03',
    'amazonlinux:2023-minimal',
    'public.ecr.aws/lambda/python:3.12',
    'public.ecr.aws/lambda/python:3.12-arm64',
    'public.ecr.aws/lambda/python:3.12-preview',
    'public.ecr.aws/lambda/java:8.al2',
    'public.ecr.aws/lambda/nodejs:20-x86_64',
    'public.ecr.aws/sam/build-ruby2.7:1.26',
    'debian:12',
    'debian:12.11-slim',
    'ubuntu:22.04',
    'ubuntu:14.04.5',
    'alpine:3.20',
    'almalinux:9.4-minimal',
    'almalinux:10-kitten',
    'fedora:41',
    'buildpack-deps:22.04-scm',
    'registry.access.redhat.com/ubi9/ubi:9.4',
    'mcr.microsoft.com/dotnet/sdk:8.0',
    'mcr.microsoft.com/azure-functions/python:4-python3.12',
    'lambci/lambda:nodejs10.x',
    'ghcr.io/astral-sh/uv:python3.13-alpine',
    'example.com/app:v1',
    'example.com/app:1.2.3-dev',
    'example.com/app:1.2.3-SNAPSHOT',
    'example.com/app:202409',
  ],
  channel: [
    'python:slim',
    'python:alpine3.20',
    'python:slim-bookworm',
    'node:lts',
    'node:current-alpine',
    'node:hydrogen-alpine3.16',
    'debian:bookworm',
    'debian:stable-slim',
    'ubuntu:jammy',
    'alpine:edge',
    'golang:tip',
    'amazonlinux:devel',
    'amazonlinux:with-sources',
    'public.ecr.aws/lambda/provided:al2023',
    'public.ecr.aws/lambda/provided:al2',
    'public.ecr.aws/lambda/python:latest-x86_64',
    'public.ecr.aws/sam/build-java21:latest-arm64',
    'eclipse-temurin:alpine',
    'gcr.io/distroless/base:nonroot-amd64',
    'example.com/app:latest-3.12',
    'example.com/app:main',
    'example.com/app:prod',
  ],
  floating: [
    'amazonlinux',
    'arm64v8/amazonlinux:latest',
    'public.ecr.aws/lambda/python',
    'example.com/app:latest',
  ],
};

describe('classifyPin', () => {
  it.each(
    Object.entries(CASES).flatMap(([pinClass, texts]) =>
      texts.map(text => [text, pinClass]),
    ),
  )('takes %s for %s', (text, pinClass) => {
    expect(classify(text)).toBe(pinClass);
  });

  it('says nothing stronger of an image because of its name', () => {
    expect(classify('example.com/python:3.13.6-bookworm')).toBe('exact-os');
    expect(classify('example.com/library/amazonlinux:2018.03.0')).toBe('exact');
    expect(classify('amazonlinux:2018.03.0')).toBe('partial');
  });

  it('answers at once for the longest tags there can be', () => {
    const tags = ['1-', '1.', 'a1', '20250317.', 'a-', 'v1_', '1a', 'f0']
      .map(part => part.repeat(64).slice(0, 127))
      .flatMap(tag => [`${tag}x`, `${tag}1`]);
    const start = performance.now();
    for (const tag of tags) {
      for (let i = 0; i < 100; i++) {
        classifyPin({
          registry: 'docker.io',
          repository: 'library/gcc',
          tag,
          digest: null,
        });
      }
    }
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
