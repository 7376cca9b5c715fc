import { EnginePrices } from '@polyspool/contracts/film-estimate';

/** What engines ask for their work. A class so that Nest can inject it. */
export class FilmPrices {
  constructor(readonly prices: EnginePrices = EnginePrices.parse({})) {}
}
