import { joinUntouched } from './join-untouched.js';

describe('joinUntouched', () => {
  it('names each page once, in order, with the first reason', () => {
    const read = [{ page: 7, reason: 'Not read' }];
    const set = [
      { page: 3, reason: 'Not set' },
      { page: 7, reason: 'Left' },
    ];

    expect(joinUntouched(read, set)).toEqual([
      { page: 3, reason: 'Not set' },
      { page: 7, reason: 'Not read' },
    ]);
  });
});
