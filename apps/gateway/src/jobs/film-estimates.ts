import { Injectable } from '@nestjs/common';
import type { InputOf } from '@polyspool/contracts/define-jobs';
import {
  costOf,
  type EnginePrices,
  type FilmEngines,
  type FilmEstimate,
  filmScenes,
  plannedSeconds,
} from '@polyspool/contracts/film-estimate';
import { generationJobs } from '@polyspool/contracts/generation';
import { Outlook } from '@polyspool/database/outlook';
import type { Person } from '@polyspool/database/people';
import { filmAmounts } from './film-amounts.js';
import { type AskedInput, charactersIn, PrepareInput } from './prepare-input.js';

/** As the workers have them. */
export abstract class FilmRates {
  abstract readonly prices: EnginePrices;
  /** Where a request names none. */
  abstract readonly engines: FilmEngines;
}

/** What a film would cost and how long it would take, of a request as it would be submitted. */
@Injectable()
export class FilmEstimates {
  constructor(
    private readonly prepareInput: PrepareInput,
    private readonly outlook: Outlook,
    private readonly rates: FilmRates,
  ) {}

  /** Throws what submitting it would throw. */
  async of(person: Person, asked: AskedInput): Promise<FilmEstimate> {
    const contract = generationJobs.fullVideo;
    const { input, upload } = await this.prepareInput.run(person, contract, asked);
    const { isExact, ...amounts } = filmAmounts(input, charactersIn(upload));
    const { scenes, characters } = amounts;
    const { film, language, ...frame } = input as InputOf<typeof contract>;
    const work = { unit: filmScenes, amount: amounts.scenes };
    const seconds = await this.outlook.secondsFor(contract.name, work);
    return {
      ...{ scenes, characters, isExact },
      durationSeconds: plannedSeconds(amounts, { ...frame, language: film?.language ?? language }),
      cost: this.#costOf(amounts, input as InputOf<typeof contract>),
      ...(seconds && { seconds }),
    };
  }

  #costOf(amounts: Parameters<typeof costOf>[0], { imageEngine, speechEngine }: Partial<FilmEngines>) {
    const { prices, engines } = this.rates;
    const chosen = {
      imageEngine: imageEngine ?? engines.imageEngine,
      speechEngine: speechEngine ?? engines.speechEngine,
    };
    return { amount: costOf(amounts, chosen, prices), currency: prices.currency };
  }
}
