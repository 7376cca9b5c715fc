import { Injectable } from '@nestjs/common';

/** What a service says about itself, in its start line and at `/internal/info`. */
export interface Facts {
  readonly name?: string;
  readonly version?: string;
  readonly port?: number;
  /** `host:port`, never the password. */
  readonly redis?: string;
  /** Services with another one there do not see each other. */
  readonly queuePrefix?: string | undefined;
  readonly queues?: readonly string[];
  readonly jobKinds?: readonly string[];
  /** Jobs at a time, by queue. */
  readonly slots?: Readonly<Record<string, number>>;
}

/** Collects facts from the providers that know them. Lists grow, the rest is replaced. */
@Injectable()
export class ServiceFacts {
  private facts: Facts = {};

  add(facts: Facts) {
    this.facts = {
      ...this.facts,
      ...facts,
      ...joined('queues', this.facts.queues, facts.queues),
      ...joined('jobKinds', this.facts.jobKinds, facts.jobKinds),
      ...(facts.slots ? { slots: { ...this.facts.slots, ...facts.slots } } : {}),
    };
  }

  all(): Facts {
    return this.facts;
  }
}

function joined(name: 'queues' | 'jobKinds', before: readonly string[] = [], added: readonly string[] = []) {
  const values = [...new Set([...before, ...added])];
  return values.length === 0 ? {} : { [name]: values };
}
