import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import type { S3Place } from './s3-storage.js';

/**
 * What `s3://bucket/folder?region=eu-central-1&endpoint=https://minio:9000` names. `endpoint` is of servers other than AWS'; keys
 * come from where the AWS SDK looks for them: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile, the role of a pod.
 */
export function s3Place(url: string, credentials?: S3ClientConfig['credentials']): S3Place {
  const { hostname, pathname, searchParams, username, password } = new URL(url);
  if (username || password) {
    throw new Error('An s3: address holds no keys: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY instead');
  }
  const folder = decodeURIComponent(pathname).replace(/^\/+|\/+$/g, '');
  const endpoint = searchParams.get('endpoint');
  const client = new S3Client({
    region: searchParams.get('region') ?? 'us-east-1',
    ...(endpoint !== null && { endpoint, forcePathStyle: true }),
    ...(credentials && { credentials }),
    // What is sent without being asked for, servers other than AWS' may not know.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 3_000, socketTimeout: 30_000, requestTimeout: 60_000 },
  });
  return { client, bucket: hostname, prefix: folder ? `${folder}/` : '' };
}
