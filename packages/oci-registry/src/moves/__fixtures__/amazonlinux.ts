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

import type { TagContent } from '../types';

interface RecordedImage {
  manifest: string;
  config: string;
  created: string;
  layer: string;
}

interface RecordedTag {
  index: string;
  amd64: RecordedImage;
  arm64: RecordedImage;
  attestations: [string, string];
}

/**
 * What `amazonlinux:2023` and `amazonlinux:latest` pointed to from July to
 * September 2026, as docker-library/repo-info recorded it
 * (repos/amazonlinux/remote), oldest first.
 */
const RECORDED: readonly RecordedTag[] = [
  {
    index: '0c74e9fbba754003cfa179fd5cc65be7790d7248443276948704b8a858b298e5',
    amd64: {
      manifest:
        '2d3d063f7fc9fed492a1a7286a88f9852e9b391aa7a6fe91dedbb8381e0bb5b0',
      config:
        '566a2ae9d72c2eca3e03e9ca5babe0712c732c7abb266c352798e2d54c0a582c',
      created: '2026-07-18T00:04:23Z',
      layer: '3b5eb82da667b3e3ec6bc9d0b202bfba5f45c665af1ff4c33b4d24e971967e96',
    },
    arm64: {
      manifest:
        '86be5939c3c864a76c80d01a648c0f6b349d698f252921e10e7ae094df35d123',
      config:
        '29839038d7870395d88124653b600e1af916c33042f9b712b0cded2d0fc9186e',
      created: '2026-07-18T00:04:13Z',
      layer: '6e12116aae4fd69e40f0f0c465aeb7f71b0d7db5d37e40fced028a576a31ca9e',
    },
    attestations: [
      'b9c3faba4963b84058b28959e9186044ff06cbc6e0344ea377193f07fd33bfde',
      'e1bc29156f29fb29847117054950c2b0379a5566bdfbab836cd6e6e989046ef8',
    ],
  },
  {
    index: '694092ae18877ed4e3cb9b643759ba95df1f12af12528fefa18f60f79d4c1568',
    amd64: {
      manifest:
        '1ebfb6ca925dfc74dc7bf3513e970590df3af9ba3a9c039f8143e5c7212021a0',
      config:
        '7491c4cff31df06f00b484b0797ff0ff27576820fdc4bdbe1b06181481966a63',
      created: '2026-08-04T00:27:38Z',
      layer: '1c635d63e15b914a52c850733b73b200164c1b4f22ce422b48b4130f93dee906',
    },
    arm64: {
      manifest:
        '06a3b942e9098710053f45244d94fb20b74ecb154d21cfa19006472d67a6e3d8',
      config:
        'da6313cb9d5a20675fca419359773059cdc880c34850363ffaa5e41b3b864ffd',
      created: '2026-08-04T00:27:37Z',
      layer: '0d194348effd1a9f66c459a1b81ed9823b1301b8d182e914b8ddc71c54c528e5',
    },
    attestations: [
      '86b90b655b3fe1812efe4a17f6cb8c3ccfc13dfe61c4490f635f14b116bf718d',
      '468f69a2af52ebc14edab9f3bc0ab0981b9959f233cbcdb41c4d7bde947cb176',
    ],
  },
  {
    index: '181f98c48832fe926f8ca3b6ffeafcce128e96e77b93d08fbe9a9bc9403ce284',
    amd64: {
      manifest:
        'fa946e513ed149232490479653141fa4c6cd1e71c70130525cf00a791477ed19',
      config:
        '06f861438c0f267877d93d40a3c3e4f7787e1e487c35a76efb6d75e3f44cc36c',
      created: '2026-08-20T16:55:33Z',
      layer: 'f206cad061713321049e1fe0c85223e018266fd8bccebf3156ef94c125bbd2e0',
    },
    arm64: {
      manifest:
        '2a7009e43cb69708fe603eff85c1c905ffc371f8e1ed017d7628c2bf30fcbf3e',
      config:
        '95fcc2ba769d35a96d5f94a3c9f2cdf7ebd2d016ce1e3f99d3aa98c5736d13c0',
      created: '2026-08-20T16:55:33Z',
      layer: '108a276670f119053938f97626b5d9916306b34861b9c0cdd8d64a50bf504ad8',
    },
    attestations: [
      'ba0033a145342cf1ca1a368cea450cb06fe6e210d38e84603e612a744d03ae51',
      'c22bee972dfe81ac1ff61ab9ee2f7aa5472b706ef0f1d2d87b328792c7b9c9c4',
    ],
  },
  {
    index: '065856aabb1ddab0441f4024dfbba116cc760286858a53ec74e6a1218af979ee',
    amd64: {
      manifest:
        '652764eb215db6207b28e552cdb5b76c2e9fc64829e428848bcfa6e784ecbf7a',
      config:
        '0a48188c1e86fd843fd7553e28123ba5b10e211fa1b77be0f081f144976dce3a',
      created: '2026-09-14T23:46:16Z',
      layer: '0f0cc63a5845e28f771c9fceda4decc68b806470b009dae4085b441df0329b69',
    },
    arm64: {
      manifest:
        '0812422ef5a71724009990ffaacbeb690e74852167ddce09711e0eab3a200635',
      config:
        'f4f54c7de991e99a062e5728b7c622c5db4b28f203de14f4091e5a12abaad0eb',
      created: '2026-09-14T23:45:56Z',
      layer: '6b98cf5afd5c5e1a58de351abf0b1ec3a4a61b63fd5a86c62edc6367d59ac249',
    },
    attestations: [
      '44c508f166eda6c9bfeb2470fffad83bb08c153fade2c8addef31234a28272b0',
      '20cd294fdee74dfa9b327492dff0e7cc9261ec0d036fb6a600de16d273f9aedd',
    ],
  },
  {
    index: '74c545e3e04db388b00bd31d7cc5640d4e9c12058a6d72af938d113da3c82893',
    amd64: {
      manifest:
        'bc20ab39b3e976096f7e5782e9457eb5144810a3cbdbfdbe111d1b31b82f47b4',
      config:
        'd389c8c3e7c96fe88ed2062212b6b8b9382c6f0759a46bd6acf5dd130751b0c0',
      created: '2026-09-17T21:13:04Z',
      layer: '0f0cc63a5845e28f771c9fceda4decc68b806470b009dae4085b441df0329b69',
    },
    arm64: {
      manifest:
        '91dc16b2576a5b6d7fcd13dbd1e81215fdae3a6ca19f8ccd48f925c03d947845',
      config:
        '2218bdd17b274c225dccfe5751ce0e85d6bf6b9c3bbc9f44981c881871914a15',
      created: '2026-09-17T21:12:44Z',
      layer: '6b98cf5afd5c5e1a58de351abf0b1ec3a4a61b63fd5a86c62edc6367d59ac249',
    },
    attestations: [
      'd5bebf5a68f18c88c92147ec281ea2ad6e40840510be9a6c1f9ba1fa610467b4',
      '61c373b22e212326b5a5f6559c434388e582e52b62a27ef7b09955b9f0749c4b',
    ],
  },
];

/**
 * The record as contents of a tag, oldest first. It has no diff_ids; those here
 * stand for the layers, of which no two are recompressed forms of one another:
 * the record's lists of packages differ wherever the layers do.
 */
export const AMAZONLINUX_RECORD: readonly TagContent[] = RECORDED.map(
  ({ index, amd64, arm64, attestations }) => ({
    digest: `sha256:${index}`,
    mediaType: 'application/vnd.oci.image.index.v1+json',
    kind: 'index',
    images: [
      toImage('linux/amd64', amd64),
      // The index says arm64/v8, which is the same platform.
      toImage('linux/arm64', arm64),
    ],
    attestations: attestations.map(hex => `sha256:${hex}`),
  }),
);

function toImage(
  platform: string,
  { manifest, config, created, layer }: RecordedImage,
) {
  return {
    platform,
    digest: `sha256:${manifest}`,
    manifest: {
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config: {
        mediaType: 'application/vnd.oci.image.config.v1+json',
        digest: `sha256:${config}`,
        size: 1_000,
      },
      layers: [
        {
          mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
          digest: `sha256:${layer}`,
          size: 54_000_000,
        },
      ],
    },
    config: { created, diffIds: [`sha256:diff-id-of-${layer}`] },
  };
}
