import { findSilences } from '@polyspool/media/find-silences';
import { openVoiceDetector } from '@polyspool/providers/voice-detector/open-voice-detector';
import { itIsAVoiceDetector } from '@polyspool/providers/voice-detector/voice-detector.conformance';
import { writeLibrivoxSample, writeSilence } from '@polyspool/providers/transcriber/librivox';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The clips of `writeLibrivoxSample`, with 0.8 s between them. */
const truth = [
  { startSeconds: 0, endSeconds: 7.1 },
  { startSeconds: 7.9, endSeconds: 10.89 },
  { startSeconds: 11.69, endSeconds: 16.99 },
  { startSeconds: 17.79, endSeconds: 23.84 },
  { startSeconds: 24.64, endSeconds: 27.93 },
];

describe.each(['silero', 'silences'] as const)('the voice detector %s', (name) => {
  let folder: string;
  let durationSeconds: number;

  const wav = (file: string) => ({ path: join(folder, file), demuxer: 'wav', durationSeconds });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'voice-spec-'));
    durationSeconds = (await writeLibrivoxSample(join(folder, 'speech.wav'))).seconds;
    await writeSilence(join(folder, 'silence.wav'), 5);
    await writeFile(join(folder, 'text.wav'), 'no sound');
  });

  afterAll(() => rm(folder, { recursive: true }));

  itIsAVoiceDetector(() => ({
    detector: openVoiceDetector({ VOICE_DETECTOR: name }, findSilences),
    recording: wav('speech.wav'),
    truth,
    silence: { ...wav('silence.wav'), durationSeconds: 5 },
    noSound: wav('text.wav'),
  }));
});
