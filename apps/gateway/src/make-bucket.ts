import { makeBucket } from '@polyspool/storage/make-bucket';
import { s3Place } from '@polyspool/storage/s3-place';
import { env } from './bucket/env.js';

/** `node dist/make-bucket.js`: the bucket of STORAGE_URL, where it is not there yet. A folder needs nothing. */
const { STORAGE_URL: url } = env;
const made = new URL(url).protocol === 's3:' && (await makeBucket(s3Place(url)));
process.stdout.write(`${JSON.stringify({ made })}\n`);
