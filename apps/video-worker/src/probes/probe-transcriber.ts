import { Injectable } from '@nestjs/common';
import type { EngineProbe } from '@polyspool/jobs/engines/engine-prober';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { Transcriber } from '@polyspool/providers/transcriber/transcriber';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { silentWav } from './silent-wav.js';

/** Has it listen to half a second of silence. */
@Injectable()
export class ProbeTranscriber implements EngineProbe {
  readonly name = 'transcriber';

  constructor(private readonly transcriber: Transcriber) {}

  check(signal: AbortSignal): Promise<void> {
    return withTemporaryFolder('probe', async (folder) => {
      const path = join(folder, 'silence.wav');
      await writeFile(path, silentWav(0.5));
      await this.transcriber.transcribe(path, { language: 'en', signal });
    });
  }
}
