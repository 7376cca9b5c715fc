import { Injectable } from '@nestjs/common';
import type { OutputOf } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import type { FilmScript } from '@polyspool/contracts/film';
import { amountsOf, plannedSeconds } from '@polyspool/contracts/film-estimate';
import { type generationJobs, maxFilmWarnings } from '@polyspool/contracts/generation';
import type { Warning } from '@polyspool/contracts/warning';
import type { JobHandler } from '@polyspool/jobs/job-handler';
import { ImageGenerators } from '@polyspool/providers/image-generator/image-generators';
import { ScriptReaders } from '@polyspool/providers/script-reader/script-reader';
import { SpeechSynthesizers } from '@polyspool/providers/speech-synthesizer/speech-synthesizers';
import { Storage } from '@polyspool/storage/storage';
import { publishFilm } from '../compose/publish-film.js';
import { refuseTooLong } from '../plan/refuse-too-long.js';
import { publishScript } from '../script/publish-script.js';
import { composeScenes } from './compose-scenes.js';
import type { FilmedScene, FilmJob, MissingScene } from './film-job.js';
import { filmEngines, requireNamed } from './film-engines.js';
import { FilmPrices } from './film-prices.js';
import { filmProvenance } from './film-provenance.js';
import { filmScenes } from './film-scenes.js';
import { filmScript } from './film-script.js';
import { isTooDear, recordWithin } from './record-within.js';

type FilmOutput = OutputOf<typeof generationJobs.fullVideo>;

/** A script as a film: read, then every scene by jobs of its own, then all of them put together. */
@Injectable()
export class GenerateFilm implements JobHandler<typeof generationJobs.fullVideo> {
  constructor(
    private readonly storage: Storage,
    private readonly readers: ScriptReaders,
    private readonly generators: ImageGenerators,
    private readonly synthesizers: SpeechSynthesizers,
    private readonly costs: FilmPrices,
  ) {}

  async run(job: FilmJob): Promise<FilmOutput> {
    const { readers, generators, synthesizers } = this;
    const there = { readers, generators, synthesizers };
    requireNamed(job, there);
    const { film, warnings, source } = await filmScript(job);
    refuseTooLong(plannedSeconds(amountsOf(film), { ...job.input, language: film.language }));
    const { prices } = this.costs;
    const { maxCost } = job.input;
    const engines = await filmEngines(job, there, film);
    const paid = await recordWithin(job, there, { ...film, ...engines }, { engines, prices, maxCost });
    const { recorded, missing: unrecorded } = paid;
    refuseNothing(recorded, unrecorded);
    const { filmed, missing: unfilmed } = await filmScenes(job, recorded, film.language);
    refuseNothing(filmed, [...unrecorded, ...unfilmed]);
    const made = await composeScenes(job, film, filmed);

    const provenance = await filmProvenance(this.storage, { input: job.input, film, filmed, source: made.source });
    await publishFilm(job, this.storage, { ...made, language: film.language, provenance });
    await publishScript(job, film, source);
    return {
      title: film.title,
      language: film.language,
      durationSeconds: made.durationSeconds,
      scenes: filmed.length,
      frames: made.frames,
      ...labelsOf(filmed),
      missingScenes: inOrder([...unrecorded, ...unfilmed], film),
      cost: { amount: paid.cost, currency: prices.currency },
      warnings: gathered([...warnings, ...filmed.flatMap(warningsOf), ...made.warnings]),
    };
  }
}

function refuseNothing(scenes: readonly unknown[], missing: readonly MissingScene[]) {
  if (scenes.length > 0) return;
  const [first] = missing;
  const code = missing.every(isTooDear) ? 'film.overBudget' : 'film.nothingMade';
  throw new AppError(code, `Scene ${first?.id}: ${first?.reason}`);
}

function inOrder(missing: readonly MissingScene[], { scenes }: FilmScript) {
  const places = new Map(scenes.map(({ id }, index) => [id, index]));
  return missing.toSorted((one, other) => places.get(one.id)! - places.get(other.id)!);
}

/** Those of the first scene that has them. */
function labelsOf(filmed: readonly FilmedScene[]) {
  const speechEngine = filmed.find(({ audio }) => audio)?.audio?.engine;
  return { imageEngine: filmed[0]!.image.engine, ...(speechEngine && { speechEngine }) }; // there is one at least
}

const warningsOf = ({ image, audio, clip }: FilmedScene) => [
  ...image.warnings,
  ...(audio?.warnings ?? []),
  ...clip.warnings,
];

/** What several scenes warn of is told once. */
const gathered = (warnings: readonly Warning[]): Warning[] =>
  [...new Map(warnings.map((warning) => [`${warning.code} ${warning.detail}`, warning])).values()].slice(
    0,
    maxFilmWarnings,
  );
