import {
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import sharp from 'sharp';
import { WIDTHS, thumbKey } from './sizes.mjs';

const s3 = new S3Client();

export async function handler(event) {
  for (const record of event.Records) {
    const Bucket = record.s3.bucket.name;
    const key = decodeURIComponent(record.s3.object.key.replaceAll('+', ' '));
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: key }));
    const picture = sharp(await Body.transformToByteArray()).rotate();
    for (const width of WIDTHS) {
      await s3.send(
        new PutObjectCommand({
          Bucket,
          Key: thumbKey(key, width),
          ContentType: 'image/webp',
          Body: await picture.clone().resize({ width }).webp().toBuffer(),
        }),
      );
    }
  }
}
