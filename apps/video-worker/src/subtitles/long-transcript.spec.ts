import type { Transcript } from '@polyspool/contracts/segments';
import { Readable } from 'node:stream';
import { publishQuality } from './publish-quality.js';
import { publishTranscript } from './publish-transcript.js';

const seconds = 3;

function longTranscript(count: number): Transcript {
  const segments = Array.from({ length: count }, (_, index) => {
    const startSeconds = index * seconds;
    const spoken = `line ${index} of a very long recording that never comes to its end`;
    const words = spoken.split(' ').map((text, at) => {
      const wordStart = startSeconds + at * 0.2;
      return { text, startSeconds: wordStart, endSeconds: wordStart + 0.15 };
    });
    const translation = `línea ${index} de una grabación muy larga que nunca llega a su fin`;
    return { startSeconds, endSeconds: startSeconds + 2.8, text: spoken, words, translation };
  });
  return { language: 'en', targetLanguage: 'es', transcriber: { engine: 'fake', quality: 'draft' }, segments };
}

/** Writes all files of a transcript: how many bytes each has, and how often other work had its turn meanwhile. */
async function publish(transcript: Transcript) {
  const files = new Map<string, { bytes: number; turns: number }>();
  const others = new OtherWork();
  let before = 0;
  const artifact = async ({ name }: { name: string }, content: unknown) => {
    let bytes = 0;
    if (typeof content === 'string') bytes = Buffer.byteLength(content);
    else for await (const piece of content as Readable) bytes += (piece as Buffer).length;
    files.set(name, { bytes, turns: others.turns - before });
    before = others.turns;
  };
  await publishTranscript({ artifact }, transcript);
  await publishQuality({ artifact }, transcript, { speech: [{ startSeconds: 0, endSeconds: Infinity }] });
  others.end();
  return files;
}

/** What else a process has to do: it takes every turn that it gets. */
class OtherWork {
  turns = 0;
  #next = setImmediate(() => this.#take());

  end() {
    clearImmediate(this.#next);
  }

  #take() {
    this.turns++;
    this.#next = setImmediate(() => this.#take());
  }
}

describe('a transcript of 100,000 segments', () => {
  const many = 100_000;

  it('is written whole, and other work has its turn during each of its files', async () => {
    const files = await publish(longTranscript(many));

    expect([...files.keys()]).toHaveLength(11);
    expect(files.get('subtitles.en-es.ass')?.bytes).toBeGreaterThan(many * 100);
    for (const { turns } of files.values()) expect(turns).toBeGreaterThan(0);
  }, 120_000);
});
