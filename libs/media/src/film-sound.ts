import type { DigitalSourceType } from '@polyspool/contracts/provenance';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { join } from 'node:path';
import { levelSound, type LevelledSound } from './level-sound.js';
import { measureLoudness } from './measure-loudness.js';
import type { MediaInput } from './media-input.js';
import { samplesPerSecond, withoutOrigin } from './part-codecs.js';
import { placeSounds, type PlacedSound } from './place-sounds.js';
import { runFfmpeg } from './run-ffmpeg.js';

export interface FilmSoundMaking {
  /** WAVs as `levelSound` writes them, in their order. */
  readonly narrations: readonly PlacedSound[];
  /** Played over and over, softly, and more softly while somebody speaks. */
  readonly music?: MediaInput | undefined;
  /** Of the film. */
  readonly seconds: number;
  readonly source?: DigitalSourceType | undefined;
  /** A WAV, exactly as long: mono, with music stereo. */
  readonly output: string;
  readonly signal?: AbortSignal | undefined;
}

/** All that is heard in a film, as a whole at -16 LUFS. Silence stays silence. */
export async function filmSound(making: FilmSoundMaking): Promise<LevelledSound> {
  const { narrations, music, seconds, source, output, signal } = making;
  return withTemporaryFolder('sound', async (folder) => {
    const spoken = join(folder, 'spoken.wav');
    await placeSounds({ sounds: narrations, seconds, output: spoken, signal });
    const mixed = music === undefined ? spoken : join(folder, 'mixed.wav');
    if (music !== undefined) await mix(making, { music, spoken, output: mixed });
    const input = { path: mixed, demuxer: 'wav' } as const;
    return levelSound({ input, channels: music === undefined ? 1 : 2, source, output, signal });
  });
}

/** Where nobody speaks; narration is at -16. */
const musicLufs = -23;
const fadeSeconds = { in: 1, out: 3 };

/** Speech at -16 LUFS lies some 18 dB over the threshold: music then goes down by two thirds of that, and comes back slowly. */
const ducking = 'sidechaincompress=threshold=0.015:ratio=3:attack=60:release=900:detection=rms:knee=2';

interface Mix {
  readonly music: MediaInput;
  readonly spoken: string;
  readonly output: string;
}

async function mix({ seconds, signal }: FilmSoundMaking, { music, spoken, output }: Mix) {
  const { integratedLufs = musicLufs } = await measureLoudness({
    input: music,
    before: ['-t', String(Math.max(1, seconds))],
    channels: 2,
    signal,
  });
  const [fadeIn, fadeOut] = [Math.min(fadeSeconds.in, seconds / 4), Math.min(fadeSeconds.out, seconds / 4)];
  const bed = [
    // Each time it begins again, times of some containers leap.
    `aresample=${samplesPerSecond},asetpts=N/SR/TB,aformat=channel_layouts=stereo`,
    `volume=${(musicLufs - integratedLufs).toFixed(2)}dB:precision=float`,
    `atrim=end=${seconds}`,
    `afade=in:d=${fadeIn},afade=out:st=${seconds - fadeOut}:d=${fadeOut}`,
  ].join(',');
  const graph = [
    `[0:a:0]${bed}[bed]`,
    `[1:a]aformat=channel_layouts=stereo,asplit[spoken][key]`,
    `[bed][key]${ducking}[ducked]`,
    `[spoken][ducked]amix=inputs=2:duration=first:normalize=0[mixed]`,
  ].join(';');
  await runFfmpeg({
    input: music,
    before: ['-stream_loop', '-1', '-vn', '-sn', '-dn'],
    more: ['-protocol_whitelist', 'file', '-f', 'wav', '-i', `file:${spoken}`],
    outputs: [
      {
        args: ['-filter_complex', graph, '-map', '[mixed]', '-c:a', 'pcm_f32le', ...withoutOrigin, '-f', 'wav'],
        path: output,
      },
    ],
    totalSeconds: seconds,
    ...(signal && { signal }),
  });
}
