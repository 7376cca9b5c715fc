import { CreateBucketCommand, HeadBucketCommand, S3ServiceException } from '@aws-sdk/client-s3';
import { type S3Place, S3Storage } from './s3-storage.js';

/**
 * Makes the bucket where it is not there yet, and answers whether it has. Keys that may not look at buckets are for one that somebody
 * else has made, or for none: they have to be good for what is in it. Throws `storage.unavailable`.
 */
export async function makeBucket(place: S3Place): Promise<boolean> {
  const { client, bucket: Bucket } = place;
  try {
    await client.send(new HeadBucketCommand({ Bucket }));
    return false;
  } catch (error) {
    const { httpStatusCode } = error instanceof S3ServiceException ? error.$metadata : {};
    if (httpStatusCode === 404) {
      await client.send(new CreateBucketCommand({ Bucket }));
      return true;
    }
    if (httpStatusCode !== 403) throw error;
    await new S3Storage(place).check();
    return false;
  }
}
