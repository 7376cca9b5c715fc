import { createRequire } from 'node:module';
import type { Task } from '@polyspool/processes/run-task';
import type { HeardByWhisper, WhisperRequest } from './whisper-transcriber.js';

interface Whisper {
  transcribeFile(path: string, options: object): { readonly promise: Promise<WhisperResult> };
}

interface WhisperResult {
  readonly result: string;
  readonly language?: string;
  readonly segments: readonly { readonly text: string; readonly t0: number; readonly t1: number }[];
}

interface WhisperModule {
  loadWhisperModule(): Promise<unknown>;
  initWhisper(options: { readonly filePath: string; readonly useGpu: boolean }): Promise<Whisper>;
}

/** Runs whisper.cpp over one file. Ends with its process: there is nothing to release. */
export const run: Task<WhisperRequest, number> = async ({ model, wav, language, threads, durationMs }, tell) => {
  const { initWhisper } = await loadModule();
  if (wav === undefined) return { text: '', pieces: [] } satisfies HeardByWhisper;
  const whisper = await initWhisper({ filePath: model, useGpu: false });
  const { promise } = whisper.transcribeFile(wav, {
    language,
    maxThreads: threads,
    // Segments of one token each are the only way in which it tells the times of words.
    tokenTimestamps: true,
    maxLen: 1,
    ...(durationMs === undefined ? {} : { duration: durationMs }),
    onProgress: (percent: number) => tell(percent),
  });
  const { result, language: heard, segments } = await promise;
  const pieces = segments.map(({ text, t0, t1 }) => ({ text, startSeconds: t0 / 1000, endSeconds: t1 / 1000 }));
  return { text: result, language: heard, pieces } satisfies HeardByWhisper;
};

/** With its native part, which it would load only later. */
async function loadModule() {
  try {
    const whisper = createRequire(import.meta.url)('@fugood/whisper.node') as WhisperModule;
    await whisper.loadWhisperModule();
    return whisper;
  } catch (error) {
    const detail = `whisper.cpp cannot be loaded: ${error instanceof Error ? error.message : String(error)}`;
    throw Object.assign(new Error(detail), { code: 'engine.missing' });
  }
}
