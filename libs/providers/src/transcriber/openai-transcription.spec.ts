import fc from 'fast-check';
import { OpenAiTranscription, transcriptionLanguage, transcriptionSegments } from './openai-transcription.js';

const sayings = fc.array(
  fc
    .array(fc.stringMatching(/^[a-zäñనమక]{1,9}$/u), { minLength: 1, maxLength: 8 })
    .map((words) => `${words.join(' ')}.`),
  { minLength: 1, maxLength: 6 },
);

const seconds = 60;

/** The same speech, as each server tells it: sentence i from 5i to 5i + 4, its words in equal parts of that. */
const spoken = (sentences: readonly string[]) =>
  sentences.map((text, i) => {
    const list = text.split(' ');
    const at = (place: number) => 5 * i + (4 * place) / list.length;
    return {
      text,
      start: 5 * i,
      end: 5 * i + 4,
      words: list.map((word, n) => ({ word, start: at(n), end: at(n + 1) })),
    };
  });

const shapes = {
  OpenAI: (sentences: readonly string[]) => ({
    ...{ language: 'english', duration: seconds, text: sentences.join(' ') },
    segments: spoken(sentences).map(({ text, start, end }, id) => ({
      ...{ id, text: ` ${text}`, start, end },
      avg_logprob: -0.1,
    })),
    words: spoken(sentences).flatMap(({ words }) =>
      words.map((said) => ({ ...said, word: said.word.replace('.', '') })),
    ),
  }),
  speaches: (sentences: readonly string[]) => ({
    ...{ language: 'en', duration: seconds, text: sentences.join(' ') },
    segments: spoken(sentences).map(({ text, start, end }) => ({ ...{ text: ` ${text}`, start, end }, words: null })),
    words: spoken(sentences).flatMap(({ words }) =>
      words.map((said) => ({ ...said, word: ` ${said.word}`, probability: 0.5 })),
    ),
  }),
  'whisper.cpp': (sentences: readonly string[]) => ({
    ...{ task: 'transcribe', language: 'english', duration: seconds, text: sentences.join(' ') },
    segments: spoken(sentences).map(({ text, start, end, words }) => ({
      ...{ text: ` ${text}`, start, end },
      // In tokens of at most three bytes, each with its part of the time.
      words: words.flatMap(({ word, start: from, end: to }) => tokensOf(` ${word}`, from, to)),
    })),
  }),
};

function tokensOf(word: string, start: number, end: number) {
  const bytes = Buffer.from(word);
  const at = (place: number) => start + ((end - start) * place) / bytes.length;
  return Array.from({ length: Math.ceil(bytes.length / 3) }, (_, i) => ({
    ...{
      word: bytes.subarray(3 * i, 3 * i + 3).toString(),
      start: at(3 * i),
      end: at(Math.min(bytes.length, 3 * i + 3)),
    },
    probability: 0.5,
  }));
}

describe('transcriptionSegments', () => {
  it.each(Object.entries(shapes))('loses no word of %s, and keeps their times', (name, shape) => {
    fc.assert(
      fc.property(sayings, (sentences) => {
        const answer = OpenAiTranscription.parse(shape(sentences));

        const segments = transcriptionSegments(answer, 'en', seconds);

        expect(segments.map(({ text }) => text).join(' ')).toBe(sentences.join(' '));
        const words = segments.flatMap((segment) => segment.words);
        const truth = spoken(sentences).flatMap((sentence) => sentence.words);
        expect(words).toHaveLength(truth.length);
        words.forEach((word, i) => {
          expect(Math.abs(word.startSeconds - truth[i]!.start)).toBeLessThan(name === 'whisper.cpp' ? 4 : 1e-3);
        });
        if (name === 'OpenAI') expect(segments[0]!.confidence).toBeCloseTo(Math.exp(-0.1));
      }),
    );
  });

  it('takes a text alone, as the newer models of OpenAI give it, and estimates when its words were said', () => {
    const answer = OpenAiTranscription.parse({ text: 'Good morning. How are you?' });

    expect(
      transcriptionSegments(answer, 'en', 10).map(({ text, startSeconds }) => [text, Math.round(startSeconds)]),
    ).toEqual([
      ['Good morning.', 0],
      ['How are you?', 6],
    ]);
  });

  it('hears no words in marks of sounds and in nothing', () => {
    const blank = { text: ' [BLANK_AUDIO]', start: 0, end: 3 };

    expect(transcriptionSegments(OpenAiTranscription.parse({ text: '', segments: [blank] }), 'en', 3)).toEqual([]);
    expect(transcriptionSegments(OpenAiTranscription.parse({ text: '', segments: [] }), 'en', 3)).toEqual([]);
  });

  it('answers times in order and within the file, whatever a server says', () => {
    const time = fc.oneof(fc.double({ min: -10, max: 100, noNaN: true }), fc.constant(null));
    const word = fc.record({ word: fc.string({ maxLength: 6 }), start: time, end: time });
    const segment = fc.record({ text: fc.string(), start: time, end: time, words: fc.option(fc.array(word)) });
    const anything = fc.record({ text: fc.string(), segments: fc.array(segment), words: fc.option(fc.array(word)) });
    fc.assert(
      fc.property(anything, (answer) => {
        const segments = transcriptionSegments(OpenAiTranscription.parse(answer), 'en', 30);

        const times = segments.flatMap(({ words }) => words.flatMap((one) => [one.startSeconds, one.endSeconds]));
        expect(times).toEqual([...times].sort((a, b) => a - b));
        expect(Math.min(0, ...times)).toBe(0);
        expect(Math.max(0, ...times)).toBeLessThanOrEqual(30 + 1e-9);
      }),
    );
  });

  it('reads the language by name and by code', () => {
    const languages = [{ language: 'spanish' }, { language: 'es' }, { languages: [{ code: 'es' }] }, {}];

    expect(
      languages.map((answer) => transcriptionLanguage(OpenAiTranscription.parse({ text: '', ...answer }))),
    ).toEqual([...['es', 'es', 'es', undefined]]);
  });
});
