import { CreateBucketCommand, HeadBucketCommand } from '@aws-sdk/client-s3';
import type { S3Place } from './s3-storage.js';

/** Makes the bucket where it is not there yet, and answers whether it has. */
export async function makeBucket({ client, bucket: Bucket }: Pick<S3Place, 'client' | 'bucket'>): Promise<boolean> {
  // What is wrong with the server or the keys, making it will tell.
  const isThere = await client.send(new HeadBucketCommand({ Bucket })).then(
    () => true,
    () => false,
  );
  if (!isThere) await client.send(new CreateBucketCommand({ Bucket }));
  return !isThere;
}
