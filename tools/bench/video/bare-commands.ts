import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TimeRange } from '@polyspool/contracts/time-range';
import type { TimedWord } from '@polyspool/contracts/segments';
import { findSpeech } from './find-speech.ts';
import type { Recording } from './make-recording.ts';
import { plainSrt } from './plain-srt.ts';
import { readUtterances } from './read-utterances.ts';

export interface BareRun {
  /** By the name of the stage that does the same in the pipeline. */
  readonly stages: ReadonlyMap<string, number>;
  readonly seconds: number;
  readonly cpuSeconds: number;
}

const run = promisify(execFile);
const quietly = ['-nostdin', '-v', 'error', '-y'];
const speech = ['-map', '0:a:0', '-ac', '1', '-ar', '16000', '-sample_fmt', 's16'];
/** What the pipeline hears beyond each border of a chunk. */
const marginSeconds = 0.5;
const maxOutputBytes = 64 * 1024 ** 2;

/** What a shell script would do: the tools that the pipeline runs, one after the other, on the same chunks. */
export async function runBareCommands(recording: Recording, chunks: readonly TimeRange[], under: string) {
  const folder = mkdtempSync(join(under, 'bare-'));
  try {
    return await new BareCommands(recording, folder).run(chunks);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

class BareCommands {
  private readonly stages = new Map<string, number>();
  private readonly recording: Recording;
  private readonly folder: string;

  constructor(recording: Recording, folder: string) {
    this.recording = recording;
    this.folder = folder;
  }

  async run(chunks: readonly TimeRange[]): Promise<BareRun> {
    const { path } = this.recording;
    const flac = join(this.folder, 'audio.flac');
    const cpuBefore = endedChildrenCpuSeconds();
    const startedAt = performance.now();
    await this.stage('probe', () =>
      run('ffprobe', ['-v', 'error', '-show_streams', '-show_format', '-of', 'json', path]),
    );
    const keepTimeline = ['-af', 'aresample=async=1:first_pts=0'];
    await this.stage('audio', () =>
      run('ffmpeg', [...quietly, '-vn', '-i', path, ...keepTimeline, ...speech, '-c:a', 'flac', flac]),
    );
    await this.stage('split', () => findSpeech(flac));
    for (const chunk of chunks) await this.chunk(flac, chunk);
    const seconds = (performance.now() - startedAt) / 1_000;
    return { stages: this.stages, seconds, cpuSeconds: endedChildrenCpuSeconds() - cpuBefore };
  }

  private async chunk(flac: string, { startSeconds, endSeconds }: TimeRange) {
    const wav = join(this.folder, 'chunk.wav');
    const from = Math.max(0, startSeconds - marginSeconds);
    const length = ['-ss', String(from), '-t', String(endSeconds + marginSeconds - from)];
    await this.stage('chunks: audio', () =>
      run('ffmpeg', [...quietly, ...length, '-i', flac, ...speech, '-c:a', 'pcm_s16le', wav]),
    );
    const utterances = await this.stage('chunks: transcribe', () => transcribe(wav));
    const lines = utterances.map((words) => words.map((word) => word.text).join(' '));
    const translations = await this.stage('chunks: translate', () => translate(lines, this.folder));
    await this.stage('chunks: write', async () => {
      await writeFile(join(this.folder, `${startSeconds}.json`), JSON.stringify(utterances));
      await writeFile(join(this.folder, `${startSeconds}.en.srt`), plainSrt(utterances, lines));
      await writeFile(join(this.folder, `${startSeconds}.es.srt`), plainSrt(utterances, translations));
    });
  }

  private async stage<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const startedAt = performance.now();
    const result = await work();
    this.stages.set(name, (this.stages.get(name) ?? 0) + (performance.now() - startedAt) / 1_000);
    return result;
  }
}

async function transcribe(wav: string): Promise<TimedWord[][]> {
  const args = ['-infile', wav, '-remove_noise', 'no', '-time', 'yes', '-logfn', '/dev/null'];
  const { stdout } = await run('pocketsphinx_continuous', args, { maxBuffer: maxOutputBytes });
  return readUtterances(stdout);
}

/** From file to file: it opens its input by name, which a socket of Node's does not have. */
async function translate(lines: readonly string[], folder: string): Promise<string[]> {
  if (lines.length === 0) return [];
  const [from, to] = [join(folder, 'lines.txt'), join(folder, 'translated.txt')];
  await writeFile(from, `${lines.join('\n')}\n`);
  await run('apertium', ['eng-spa', from, to]);
  const translated = readFileSync(to, 'utf8').trimEnd().split('\n');
  if (translated.length !== lines.length)
    throw new Error(`apertium made ${translated.length} lines of ${lines.length}.`);
  return translated;
}

/** proc(5): cutime and cstime, in hundredths of a second. */
function endedChildrenCpuSeconds() {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1)!.split(' ');
  return (Number(fields[13]) + Number(fields[14])) / 100;
}
