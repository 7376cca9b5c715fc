import type { LanguageIdentifier } from './language-identifier.js';

/** What every language identifier does. `texts`: one in each of its languages. For tests only. */
export function itIsALanguageIdentifier(
  make: () => { readonly identifier: LanguageIdentifier; readonly texts: Readonly<Record<string, string>> },
) {
  it('reads each text in its order, and has no answer where there is nothing to read', async () => {
    const { identifier, texts } = make();

    const read = await identifier.identify([...Object.values(texts), '', ' 42 -- \n']);

    expect(read.map((answer) => answer?.language)).toEqual([...Object.keys(texts), undefined, undefined]);
  });

  it('has nothing to say to no texts', async () => {
    expect(await make().identifier.identify([])).toEqual([]);
  });

  it('says under which label its work is kept', async () => {
    expect(await make().identifier.describe()).toEqual({ engine: expect.any(String), version: expect.any(String) });
  });
}
