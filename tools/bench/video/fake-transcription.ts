/** What a transcription server says of one file, in OpenAI's verbose form. */
export interface FakeTranscription {
  readonly text: string;
  readonly language: string;
  readonly segments: readonly FakeSegment[];
}

interface FakeSegment {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly words: readonly { readonly word: string; readonly start: number; readonly end: number }[];
}

const secondsPerWord = 0.4;
const wordsPerSegment = 12;
const silenceSeconds = 0.5;

/** As much as is said in so many seconds: `vocabulary` over and over, in sentences of five seconds. */
export function fakeTranscription(vocabulary: readonly string[], seconds: number): FakeTranscription {
  const segments: FakeSegment[] = [];
  let word = 0;
  const length = wordsPerSegment * secondsPerWord;
  for (let start = 0; start + length <= seconds; start += length + silenceSeconds) {
    const words = Array.from({ length: wordsPerSegment }, (_, index) => ({
      word: vocabulary[word++ % vocabulary.length] ?? '',
      start: start + index * secondsPerWord,
      end: start + (index + 1) * secondsPerWord,
    }));
    const text = words.map((one) => one.word).join(' ');
    segments.push({ text, start, end: start + length, words });
  }
  return { text: segments.map(({ text }) => text).join(' '), language: 'english', segments };
}
