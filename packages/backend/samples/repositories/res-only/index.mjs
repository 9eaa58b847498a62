// The SDK is part of the base image.
import { CopyObjectCommand, S3Client } from '@aws-sdk/client-s3';

const s3 = new S3Client();

export async function handler(event) {
  for (const key of event.keys) {
    await s3.send(
      new CopyObjectCommand({
        Bucket: event.bucket,
        Key: key,
        CopySource: `${event.bucket}/${encodeURIComponent(key)}`,
        StorageClass: 'DEEP_ARCHIVE',
      }),
    );
  }
  return { moved: event.keys.length };
}
