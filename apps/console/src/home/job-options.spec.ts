import { faultsOf, inputOf, plainOptions, readGlossary } from './job-options.js';

describe('the options of a new job', () => {
  it('ask for nothing while nothing was chosen', () => {
    expect(inputOf(plainOptions)).toEqual({});
    expect(faultsOf(plainOptions, 10)).toEqual({});
  });

  it('become the input of the job', () => {
    const options = { ...plainOptions, start: '1:05', end: '2:00', audioTrack: 1, chunkSeconds: '30', burnIn: true };

    expect(inputOf({ ...options, skip: ['quality'], glossary: 'bank = orilla\n\nold sport = viejo amigo' })).toEqual({
      startSeconds: 65,
      endSeconds: 120,
      audioTrack: 1,
      chunkSeconds: 30,
      burnIn: true,
      skip: ['quality'],
      glossary: [
        { source: 'bank', target: 'orilla' },
        { source: 'old sport', target: 'viejo amigo' },
      ],
    });
  });

  it.each([
    ['start', { start: 'later' }],
    ['start', { start: '3:00' }],
    ['end', { start: '1:00', end: '0:30' }],
    ['chunkSeconds', { chunkSeconds: '1' }],
    ['glossary', { glossary: 'just a word' }],
  ])('say what is wrong with the %s', (field, over) => {
    expect(Object.keys(faultsOf({ ...plainOptions, ...over }, 120))).toEqual([field]);
  });
});

it('reads no more terms from a glossary than stand there', () => {
  expect(readGlossary('a = b = c').terms).toEqual([]);
});
