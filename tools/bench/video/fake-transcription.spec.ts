import { fakeTranscription } from './fake-transcription.ts';

describe('the fake transcription', () => {
  it('says as much as fits into the recording, with times in order', () => {
    const { segments, text } = fakeTranscription(['one', 'two', 'three'], 60);

    expect(segments).toHaveLength(11);
    const words = segments.flatMap((segment) => segment.words);
    expect(words).toHaveLength(132);
    expect(text.split(' ').slice(0, 4)).toEqual(['one', 'two', 'three', 'one']);
    expect(words.every(({ end }, index) => end <= (words[index + 1]?.start ?? 60) + 1e-9)).toBe(true);
  });

  it('says nothing in no time', () => {
    expect(fakeTranscription(['one'], 0.5)).toEqual({ text: '', language: 'english', segments: [] });
  });
});
