/** So much is an hour's reading, a request or some for translators, and small enough to be begun again. */
const charactersAtOnce = 48_000;
const blocksAtOnce = 4_000;

export interface Portion<Block> {
  readonly blocks: readonly Block[];
  readonly characters: number;
}

/** Work for several jobs. What goes on in the next block is not parted from it. */
export function inPortions<Block>(
  blocks: readonly Block[],
  lengthOf: (block: Block) => number,
  goesOn: (block: Block) => boolean = () => false,
): Portion<Block>[] {
  const portions: Portion<Block>[] = [];
  let [some, characters]: [Block[], number] = [[], 0];
  for (const block of blocks) {
    const isFull = characters >= charactersAtOnce || some.length >= blocksAtOnce;
    const last = some.at(-1);
    if (isFull && last !== undefined && !goesOn(last)) {
      portions.push({ blocks: some, characters });
      [some, characters] = [[], 0];
    }
    some.push(block);
    characters += lengthOf(block);
  }
  return some.length > 0 ? [...portions, { blocks: some, characters }] : portions;
}
