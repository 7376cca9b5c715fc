import { Injectable } from '@nestjs/common';
import { AppError } from '@polyspool/contracts/errors';
import { uploadKey } from '@polyspool/contracts/files';
import { maxScriptCharacters } from '@polyspool/contracts/film';
import type { generationJobs } from '@polyspool/contracts/generation';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { LanguageIdentifier } from '@polyspool/providers/language-identifier/language-identifier';
import { ScriptReaders } from '@polyspool/providers/script-reader/script-reader';
import { readText, Storage } from '@polyspool/storage/storage';
import { reachEngine } from '../engines/reach-engine.js';
import { publishScript } from './publish-script.js';
import { jsonOf, scriptLanguage } from './script-language.js';
import { scriptSource } from './script-source.js';

type ParseJob = RunningJob<typeof generationJobs.parse>;

/** UTF-8 takes no more for a character. */
const maxScriptBytes = 4 * maxScriptCharacters;

/** A script in scenes. */
@Injectable()
export class ParseScript implements JobHandler<typeof generationJobs.parse> {
  constructor(
    private readonly storage: Storage,
    private readonly readers: ScriptReaders,
    private readonly identifier: LanguageIdentifier,
  ) {}

  async run(job: ParseJob) {
    job.report('read', 0, 'Parsing script');
    const { format, title, seed } = job.input;
    const script = await this.text(job.input);
    const { language, warnings } = await scriptLanguage(job, this.identifier, { script, named: job.input.language });
    // Scenes that are there already need nobody to find them.
    const isInScenes = format === 'json' || (format === undefined && jsonOf(script) !== undefined);
    const reader = this.readers.choose(job.input.reader ?? (isInScenes ? 'rules' : undefined));
    const label = await reader.label();
    const reached = reachEngine(job, 'scriptReader', reader.name);
    // Of a model's answers each is kept: one that fails does not cost those before it.
    const keep = <Answer>(key: unknown, compute: () => Promise<Answer>) => job.step('scenes', [key], compute);
    const read = await job.step('script', [label, script, format, title, language, seed], () =>
      reached.call(() => reader.read({ script, format, title, language, seed, signal: job.signal, keep })),
    );
    await publishScript(job, read.film, scriptSource(label));
    return { film: read.film, reader: label, warnings: [...warnings, ...read.warnings] };
  }

  private async text({ script, uploadId }: ParseJob['input']): Promise<string> {
    if (uploadId === undefined) return script ?? ''; // its contract asks for one of the two
    const key = uploadKey(uploadId);
    if (((await this.storage.size(key)) ?? 0) > maxScriptBytes)
      throw new AppError('input.tooLarge', `A script may have ${maxScriptBytes} bytes`);
    return readText(this.storage, key);
  }
}
