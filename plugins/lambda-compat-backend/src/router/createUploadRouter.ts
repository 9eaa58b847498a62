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

import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { InputError, toError } from '@backstage/errors';
import { type Request, type Response, Router } from 'express';
import { parseBody } from '../artifacts/body/parseBody';
import type {
  ReportUploadAccess,
  ReportUploads,
} from '../artifacts/ReportUploads';

const MAX_BYTES = 5 * 1024 ** 2;

/** An answer that none of the classes of `@backstage/errors` stands for. */
class HttpError extends Error {
  readonly statusCode: number;

  constructor(name: string, statusCode: number, message: string) {
    super(message);
    this.name = name;
    this.statusCode = statusCode;
  }
}

/**
 * `POST /v1/reports`, outside of the router that checks requests against the
 * OpenAPI document: that one would read bodies of up to 100 kB only, of anybody,
 * and answer every error with 400. Here nothing of the body is read before the
 * caller is known to be allowed to send it.
 */
export function createUploadRouter(options: {
  auditor: AuditorService;
  access: ReportUploadAccess;
  httpAuth: HttpAuthService;
}): Router {
  const { access, auditor, httpAuth } = options;
  const router = Router();

  const upload = async (request: Request, response: Response) => {
    const event = await auditor.createEvent({
      eventId: 'report-upload',
      severityLevel: 'medium',
      request,
    });
    try {
      const credentials = await httpAuth.credentials(request);
      const uploads = await access.openFor({ credentials });
      const { created, ...result } = await receiveUpload(request, uploads);
      await event.success({ meta: { uploadId: result.id, created } });
      response.status(created ? 201 : 200).json(result);
    } catch (error) {
      await event.fail({ error: toError(error) as Error });
      throw error;
    }
  };
  router.post('/v1/reports', (request, response, next) => {
    upload(request, response).catch(next);
  });
  return router;
}

async function receiveUpload(request: Request, uploads: ReportUploads) {
  checkHeaders(request);
  const body = await readBody(request);
  return uploads.upload(parseBody(body));
}

function checkHeaders(request: Request): void {
  const type = request.get('Content-Type') ?? '';
  // As the standard has it, and not `is()`, which knows no body without length.
  if (!/^\s*application\/json\s*(;|$)/i.test(type)) {
    throw new HttpError(
      'UnsupportedMediaTypeError',
      415,
      type
        ? `Reports are sent as application/json, not as '${type.slice(0, 100)}'`
        : 'Reports are sent as application/json; the header Content-Type is missing',
    );
  }
  const encoding = request.get('Content-Encoding') ?? 'identity';
  if (encoding.trim().toLowerCase() !== 'identity') {
    throw new HttpError(
      'UnsupportedMediaTypeError',
      415,
      `Reports are sent as they are, not in the encoding '${encoding.slice(
        0,
        100,
      )}'`,
    );
  }
  const length = Number(request.get('Content-Length') ?? 0);
  if (length > MAX_BYTES) {
    throw tooLarge();
  }
}

/**
 * Reads no more than may come. The answer does not wait for the rest, as that
 * of the usual parsers does, who could be kept waiting; the server throws it
 * away.
 */
async function readBody(request: Request): Promise<Buffer> {
  return new Promise<Buffer>((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const stop = (error: Error) => {
      request.off('data', receive);
      reject(error);
    };
    function receive(chunk: Buffer) {
      length += chunk.length;
      if (length > MAX_BYTES) {
        stop(tooLarge());
      } else {
        chunks.push(chunk);
      }
    }
    request.on('data', receive);
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', stop);
    request.once('aborted', () =>
      stop(new InputError('The connection ended before the body did')),
    );
  });
}

function tooLarge(): HttpError {
  return new HttpError(
    'PayloadTooLargeError',
    413,
    `A report may have ${MAX_BYTES} bytes (5 MiB). Scan only what is deployed; symbols of fewer versions make it smaller.`,
  );
}
