import { Upload } from '@polyspool/contracts/files';
import { ApiProblem } from './api-problem.js';

export interface FileSending {
  readonly file: File;
  readonly key: string;
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

/** Sends one file to the gateway; rejects with `ApiProblem`, or with the signal's reason. */
export type SendFile = (sending: FileSending) => Promise<Upload>;

/** XMLHttpRequest, because `fetch` does not tell how much has been sent. */
export const sendFileByXhr: SendFile = ({ file, key, signal, onProgress }) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append('file', file);
    request.open('POST', '/v1/uploads');
    request.setRequestHeader('authorization', `Bearer ${key}`);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => settle(request, resolve, reject);
    request.onerror = () => reject(ApiProblem.unreachable());
    request.onabort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(body);
  });

function settle(request: XMLHttpRequest, resolve: (upload: Upload) => void, reject: (problem: ApiProblem) => void) {
  const answer = parseJson(request.responseText);
  if (request.status !== 201 && request.status !== 200) return reject(ApiProblem.fromBody(request.status, answer));
  const upload = Upload.safeParse(answer);
  if (upload.success) return resolve(upload.data);
  reject(ApiProblem.unexpected(request.status, upload.error));
}

/** Not JSON is not a value any schema accepts, so the caller reports it as an unexpected answer. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
