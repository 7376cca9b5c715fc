import { Injectable } from '@nestjs/common';
import type { OutputOf } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import { maxFilmSeconds, type FilmScript, type Scene } from '@polyspool/contracts/film';
import { amountsOf, costOf, plannedSeconds, type FilmEngines } from '@polyspool/contracts/film-estimate';
import type { generationJobs } from '@polyspool/contracts/generation';
import { formatClock } from '@polyspool/contracts/format-clock';
import type { Warning } from '@polyspool/contracts/warning';
import type { JobHandler } from '@polyspool/jobs/job-handler';
import { ImageGenerators } from '@polyspool/providers/image-generator/image-generators';
import { SpeechSynthesizers } from '@polyspool/providers/speech-synthesizer/speech-synthesizers';
import { Storage } from '@polyspool/storage/storage';
import { publishFilm } from '../compose/publish-film.js';
import { affordableScenes } from '../plan/affordable-scenes.js';
import { publishScript } from '../script/publish-script.js';
import { composeScenes } from './compose-scenes.js';
import type { FilmedScene, FilmJob, MissingScene } from './film-job.js';
import { FilmPrices } from './film-prices.js';
import { filmProvenance } from './film-provenance.js';
import { filmScenes } from './film-scenes.js';
import { filmScript } from './film-script.js';
import { recordScenes } from './record-scenes.js';

type FilmOutput = OutputOf<typeof generationJobs.fullVideo>;

/** A script as a film: read, then every scene by jobs of its own, then all of them put together. */
@Injectable()
export class GenerateFilm implements JobHandler<typeof generationJobs.fullVideo> {
  constructor(
    private readonly storage: Storage,
    private readonly generators: ImageGenerators,
    private readonly synthesizers: SpeechSynthesizers,
    private readonly costs: FilmPrices,
  ) {}

  async run(job: FilmJob): Promise<FilmOutput> {
    const { film, warnings } = await filmScript(job);
    refuseTooLong(film);
    const engines = await this.engines(job, film);
    const { prices } = this.costs;
    const chosen = affordableScenes(film.scenes, { engines, prices, maxCost: job.input.maxCost });
    if (chosen.length === 0)
      throw new AppError('film.overBudget', `The first scene costs more than ${job.input.maxCost} ${prices.currency}`);
    job.workload('scenes', chosen.length);

    const { recorded, missing: unrecorded, made: paid } = await recordScenes(job, film, chosen);
    refuseNothing(recorded, unrecorded);
    const { filmed, missing: unfilmed } = await filmScenes(job, recorded, film.language);
    refuseNothing(filmed, [...unrecorded, ...unfilmed]);
    const made = await composeScenes(job, film, filmed);

    const provenance = await filmProvenance(this.storage, { input: job.input, film, filmed });
    await publishFilm(job, this.storage, { ...made, language: film.language, provenance });
    await publishScript(job, film);
    const missing = [...unrecorded, ...unfilmed, ...tooDear(film.scenes.slice(chosen.length))];
    return {
      title: film.title,
      language: film.language,
      durationSeconds: made.durationSeconds,
      scenes: filmed.length,
      frames: made.frames,
      ...labelsOf(filmed),
      missingScenes: inOrder(missing, film),
      cost: { amount: costOf(paid, engines, prices), currency: prices.currency },
      warnings: gathered([...warnings, ...filmed.flatMap(warningsOf), ...made.warnings]),
    };
  }

  /** Before anything is paid for: one that is not there fails the film, not each scene. Throws `engine.missing`, `engine.unsupportedLanguage`. */
  private async engines({ input, signal }: FilmJob, { language, scenes }: FilmScript): Promise<FilmEngines> {
    const imageEngine = this.generators.choose(input.imageEngine).name;
    if (scenes.every(({ lines }) => lines.length === 0)) return { imageEngine, speechEngine: 'flite' };
    const { name } = await this.synthesizers.choose({ engine: input.speechEngine, language, signal });
    return { imageEngine, speechEngine: name };
  }
}

function refuseTooLong(film: FilmScript) {
  const seconds = Math.max(
    plannedSeconds(amountsOf(film)),
    film.scenes.reduce((sum, { durationSeconds = 0 }) => sum + durationSeconds, 0),
  );
  if (seconds <= maxFilmSeconds) return;
  throw new AppError(
    'script.tooLong',
    `It would play some ${formatClock(seconds)}, at most ${formatClock(maxFilmSeconds)}`,
  );
}

function refuseNothing(scenes: readonly unknown[], [first]: readonly MissingScene[]) {
  if (scenes.length === 0) throw new AppError('film.nothingMade', `Scene ${first?.id}: ${first?.reason}`);
}

const tooDear = (scenes: readonly Scene[]): MissingScene[] =>
  scenes.map(({ id }) => ({ id, reason: 'It would cost more than was allowed' }));

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
const gathered = (warnings: readonly Warning[]): Warning[] => [
  ...new Map(warnings.map((warning) => [`${warning.code} ${warning.detail}`, warning])).values(),
];
