import type { Upload, UploadSource } from '@polyspool/sdk';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useSurroundings } from './client-context.js';

interface UploadState {
  readonly upload: Upload | null;
  readonly isUploading: boolean;
  /** Percent that has arrived; null where nobody knows. */
  readonly progress: number | null;
  readonly error: string | null;
}

export interface Uploading extends UploadState {
  /** One at a time: another one takes its place. The same file once more sends only what is missing. */
  readonly start: (source: UploadSource, name?: string) => Promise<Upload>;
  readonly cancel: () => void;
}

const idle: UploadState = { upload: null, isUploading: false, progress: null, error: null };
/** Where what was begun goes on. */
const locations = new WeakMap<object, string>();

/** Sends files in pieces; what breaks off goes on. */
export function useUpload(): Uploading {
  const { client } = useSurroundings();
  const [state, setState] = useState(idle);
  const current = useRef<AbortController | null>(null);
  const cancel = useCallback(() => {
    if (!current.current) return;
    current.current.abort();
    current.current = null;
    setState(idle);
  }, []);
  useEffect(() => () => current.current?.abort(), []);

  const start = useCallback(
    async (source: UploadSource, name?: string) => {
      current.current?.abort();
      const own = (current.current = new AbortController());
      const tell = (change: Partial<UploadState>) => {
        if (current.current === own) setState((before) => ({ ...before, ...change }));
      };
      setState({ ...idle, isUploading: true, progress: 0 });
      try {
        const upload = await client.uploads.create(source, {
          name,
          signal: own.signal,
          location: locations.get(source),
          onLocation: (location) => locations.set(source, location),
          onProgress: ({ sentBytes, totalBytes }) =>
            tell({ progress: totalBytes ? Math.floor((sentBytes / totalBytes) * 100) : null }),
        });
        tell({ upload, isUploading: false, progress: 100 });
        return upload;
      } catch (error) {
        tell({ isUploading: false, error: error instanceof Error ? error.message : String(error) });
        throw error;
      }
    },
    [client],
  );
  return { ...state, start, cancel };
}
