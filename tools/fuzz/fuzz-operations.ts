import fc, { type Arbitrary } from 'fast-check';
import type { Operation } from './api-document.ts';
import type { FuzzedSystem } from './fuzzed-system.ts';
import { faultsOf } from './judge-answer.ts';
import { asCurl, sendRaw, type Sent } from './raw-request.ts';
import { type Question, questionsTo } from './request-arbitrary.ts';
import { SchemaArbitrary } from './schema-arbitrary.ts';
import { knownBy, type Things } from './things.ts';

export interface FuzzOptions {
  readonly seed: number;
  /** Requests to each operation. */
  readonly rounds: number;
  /** Operations whose name has this. */
  readonly only?: string | undefined;
}

export interface Finding {
  readonly operation: string;
  readonly faults: readonly string[];
  readonly curl: string;
}

export interface FuzzReport {
  readonly findings: readonly Finding[];
  readonly requests: number;
  /** By the name of the operation: how often each status was answered. */
  readonly statuses: ReadonlyMap<string, ReadonlyMap<number, number>>;
}

interface Caller {
  readonly name: 'user' | 'admin' | 'nobody' | 'stranger';
  readonly authorization?: string;
}

/** Asks every operation of the document what it was not made for. The same seed asks the same. */
export class OperationFuzz {
  readonly #system: FuzzedSystem;
  readonly #options: FuzzOptions;
  readonly #statuses = new Map<string, Map<number, number>>();
  readonly #jobs = new Set<string>();
  #requests = 0;

  constructor(system: FuzzedSystem, options: FuzzOptions) {
    this.#system = system;
    this.#options = options;
  }

  async run(told: (operation: string) => void = () => undefined): Promise<FuzzReport> {
    const { only = '' } = this.#options;
    const chosen = this.#system.document.operations.filter(({ name }) => name.includes(only));
    // What is removed cannot be asked for any longer.
    const ordered = chosen.toSorted(
      (one, other) => Number(one.method === 'DELETE') - Number(other.method === 'DELETE'),
    );
    const findings: Finding[] = [];
    const waiting = ordered.values();
    const work = async () => {
      for (const operation of waiting) {
        told(operation.name);
        findings.push(...(await this.#fuzz(operation)));
        await this.#tidy();
      }
    };
    await Promise.all([work(), work(), work()]);
    return { findings, requests: this.#requests, statuses: this.#statuses };
  }

  async #fuzz(operation: Operation): Promise<Finding[]> {
    const { seed, rounds } = this.#options;
    const property = fc.asyncProperty(this.#asked(operation), async ([caller, question]) => {
      const faults = await this.#faultsOf(operation, caller, question);
      if (faults.length) throw new Faulty(faults);
    });
    const checked = await fc.check(property, { seed, numRuns: rounds, interruptAfterTimeLimit: 120_000 });
    if (!checked.failed || !checked.counterexample) return [];
    const [[caller, question]] = checked.counterexample;
    const { errorInstance } = checked;
    const faults = errorInstance instanceof Faulty ? errorInstance.faults : [String(errorInstance)];
    return [{ operation: operation.name, faults, curl: `${asCurl(question)} as ${caller.name}` }];
  }

  #asked(operation: Operation): Arbitrary<[Caller, Question]> {
    const { asking, spare, adminKey } = this.#system;
    const by = (caller: Caller, things: Things) => {
      const schemas = new SchemaArbitrary(this.#system.document, knownBy(things));
      return fc.tuple(fc.constant(caller), questionsTo(operation, schemas, things));
    };
    const user = by({ name: 'user', authorization: `Bearer ${asking.key}` }, asking.things);
    const admin = by({ name: 'admin', authorization: `Bearer ${adminKey}` }, spare.things);
    const nobody = by({ name: 'nobody' }, asking.things);
    const stranger = fc
      .constantFrom(...wrongKeys)
      .chain((authorization) => by({ name: 'stranger', authorization }, asking.things));
    const isForAdmins = operation.path.startsWith('/v1/admin/');
    const isOnesOwn = operation.path.startsWith('/v1/me');
    return fc.oneof(
      { arbitrary: user, weight: isForAdmins ? 1 : 8 },
      { arbitrary: admin, weight: isForAdmins ? 8 : isOnesOwn ? 0 : 2 },
      nobody,
      stranger,
    );
  }

  async #faultsOf(operation: Operation, { name, authorization }: Caller, question: Question): Promise<string[]> {
    const headers = { ...question.headers, ...(authorization !== undefined && { authorization }) };
    const answer = await this.#send({ ...question, headers });
    if (typeof answer === 'string') return [answer];
    const counts = this.#statuses.get(operation.name) ?? new Map<number, number>();
    this.#statuses.set(operation.name, counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1));
    if (operation.method !== 'GET') this.#remember(answer.body);
    const { document, secrets, othersMarks } = this.#system;
    const judge = { document, secrets: name === 'admin' ? secrets : [...secrets, ...othersMarks] };
    const isLetIn = operation.needsKey && answer.status < 400 && (name === 'nobody' || name === 'stranger');
    return [
      ...(isLetIn ? [`${answer.status} without a good key`] : []),
      ...faultsOf(judge, operation, question, answer),
    ];
  }

  async #send(sent: Sent) {
    this.#requests += 1;
    try {
      return await sendRaw(this.#system.url, sent);
    } catch (error) {
      return `not answered: ${(error as Error).message}`;
    }
  }

  #remember(body: string) {
    const found = /"(?:id|task_id|task-id|job_id)":"([0-9a-f-]{36})"/.exec(body)?.[1];
    if (found && /"(?:status|status_url|task-id|job_id)":/.test(body)) this.#jobs.add(found);
  }

  async #tidy() {
    const jobs = [...this.#jobs];
    this.#jobs.clear();
    await this.#system.tidy(jobs);
  }
}

const wrongKeys = [
  ...[
    '',
    'Bearer',
    'Bearer ',
    'Bearer x',
    'Basic dXNlcjpwYXNz',
    'Bearer é',
    `Bearer ${'x'.repeat(5_000)}`,
    'bearer null',
  ],
  'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiIsInJvbGUiOiJhZG1pbiJ9.',
];

class Faulty extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('; '));
    this.faults = faults;
  }
}
