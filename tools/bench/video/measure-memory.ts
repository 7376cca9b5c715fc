import { FakeTranscriptionServer } from './fake-transcription-server.ts';
import { slotsOf } from './fresh-systems.ts';
import type { FreshSystems } from './fresh-systems.ts';
import { makeRecording } from './make-recording.ts';
import { peakMemory } from './peak-memory.ts';
import type { PeakMemory } from './peak-memory.ts';
import { clientOf, everything, runVideo } from './run-video.ts';

export interface MemoryRun extends PeakMemory {
  readonly seconds: number;
  readonly engine: 'pocketsphinx' | 'fake';
}

/** What the worker holds of a recording of so many seconds, with all that its job does by itself. */
export async function measureMemory(systems: FreshSystems, seconds: number, engine: MemoryRun['engine']) {
  const recording = await makeRecording(seconds);
  const fake = engine === 'fake' ? await FakeTranscriptionServer.start() : undefined;
  try {
    return await systems.with({ ...slotsOf(4), ...fake?.settings }, async ({ run }): Promise<MemoryRun> => {
      const { id } = await clientOf(run).upload(recording.path);
      console.log(`  Memory of ${seconds} s, transcribed by ${engine} ...`);
      const peak = await peakMemory(run.pids['video-worker']!, () => runVideo(run, id, everything));
      return { seconds, engine, ...peak };
    });
  } finally {
    fake?.stop();
  }
}
