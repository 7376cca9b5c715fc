import { AppError } from '@polyspool/contracts/errors';
import { type Language, primaryLanguage } from '@polyspool/contracts/languages';
import type { EngineLabel, Segment, TimedWord } from '@polyspool/contracts/segments';
import { runProgram } from '@polyspool/processes/run-program';
import { segmentsOf } from './segments-of.js';
import type { TranscribeOptions, Transcriber } from './transcriber.js';

/** Debian's pocketsphinx with its English model: offline, a draft without punctuation. CMU Sphinx, BSD. */
export class PocketsphinxTranscriber implements Transcriber {
  readonly label: EngineLabel = { engine: 'pocketsphinx', quality: 'draft' };

  supports(language: Language) {
    return primaryLanguage(language) === 'en';
  }

  async transcribe(wavPath: string, { language, signal, onProgress }: TranscribeOptions): Promise<Segment[]> {
    if (!this.supports(language)) {
      throw new AppError('engine.unsupportedLanguage', `pocketsphinx knows English, not ${language}`);
    }
    const utterances: TimedWord[][] = [];
    const onLine = (line: string) => {
      const word = parseWord(line);
      if (word === 'utterance') utterances.push([]);
      else if (word) utterances.at(-1)?.push(word);
      if (typeof word === 'object') onProgress?.(word.endSeconds);
    };
    await this.#run(wavPath, onLine, signal);
    return utterances.flatMap(segmentsOf);
  }

  async #run(wavPath: string, onLine: (line: string) => void, signal: AbortSignal | undefined) {
    const args = ['-infile', wavPath, '-remove_noise', 'no', '-time', 'yes', '-logfn', '/dev/null'];
    const limits = { addressSpaceBytes: 2 * 1024 ** 3 };
    try {
      await runProgram({ command: 'pocketsphinx_continuous', args, limits, onLine, ...(signal && { signal }) });
    } catch (error) {
      throw engineError(error);
    }
  }
}

/** A line is the text of an utterance, or one of its words: `word start end confidence`. Fillers are undefined. */
function parseWord(line: string): TimedWord | 'utterance' | undefined {
  const [, text, start, end, confidence] = /^(\S+) (\d+\.\d+) (\d+\.\d+) (\d+\.\d+)$/.exec(line) ?? [];
  if (!text) return 'utterance';
  if (/^(<.*>|\[.*\]|\+\+.*\+\+)$/.test(text)) return undefined;
  return {
    text: text.replace(/\(\d+\)$/, ''), // (2) names a variant of pronunciation
    startSeconds: Number(start),
    endSeconds: Number(end),
    confidence: Math.min(1, Number(confidence)),
  };
}

function engineError(error: unknown) {
  if (!(error instanceof AppError)) return error;
  if (error.code === 'process.missing')
    return new AppError('engine.missing', 'pocketsphinx is not installed', { cause: error });
  if (error.code === 'process.failed') return new AppError('engine.failed', error.message, { cause: error });
  return error;
}
