import { uniqueWarnings } from './unique-warnings.js';

describe('uniqueWarnings', () => {
  it('tells once what many parts warn of, and all that they say beside that', () => {
    const [first, other] = [
      { code: 'engine.missing', detail: 'Nobody reads pictures' },
      { code: 'engine.missing', detail: 'Nobody gives the tone' },
    ];

    expect(uniqueWarnings([first, other, { ...first }])).toEqual([first, other]);
  });
});
