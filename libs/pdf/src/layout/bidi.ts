import bidiFactory, { type Bidi } from 'bidi-js';

/** The Unicode Bidirectional Algorithm (UAX #9). The package's types speak of a module that it is not. */
export const bidi = (bidiFactory as unknown as () => Bidi)();
