import { CreateBucketCommand, HeadBucketCommand, S3ServiceException } from '@aws-sdk/client-s3';
import type { S3Place } from './s3-storage.js';

/**
 * Makes the bucket where it is not there yet, and answers whether it has. Keys that may not look at buckets are for one that somebody
 * else has made: whether they are good for what is in it, the first who reads or writes will tell.
 */
export async function makeBucket({ client, bucket: Bucket }: Pick<S3Place, 'client' | 'bucket'>): Promise<boolean> {
  try {
    await client.send(new HeadBucketCommand({ Bucket }));
    return false;
  } catch (error) {
    const { httpStatusCode } = error instanceof S3ServiceException ? error.$metadata : {};
    if (httpStatusCode === 403) return false;
    if (httpStatusCode !== 404) throw error;
    await client.send(new CreateBucketCommand({ Bucket }));
    return true;
  }
}
