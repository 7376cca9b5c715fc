import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fencedStatementsIn } from '../docs-examples/shell-blocks.ts';
import { repository } from '../dashboards/made-files.ts';
import { commandSpans } from './page-commands.ts';

/** A page of docs/ops/runbooks. */
export class Runbook {
  readonly name: string;
  private readonly sections: ReadonlyMap<string, string>;

  constructor(name: string) {
    this.name = name;
    const text = readFileSync(join(repository, `docs/ops/runbooks/${name}.md`), 'utf8');
    const parts = text.split(/^## /m).map((part): [string, string] => [part.split('\n', 1)[0]!, part]);
    this.sections = new Map(parts);
  }

  get headings(): readonly string[] {
    return [...this.sections.keys()].slice(1);
  }

  /** What is typed to see how it is. */
  get looks(): readonly string[] {
    return fencedStatementsIn(this.section('Look'));
  }

  /** What is typed to make it well, with `$id` where the page has `<id>`. */
  get mends(): readonly string[] {
    const text = this.section('Mend');
    return [...fencedStatementsIn(text), ...spansIn(text)];
  }

  /** Commands in its sentences and tables. */
  get asides(): readonly string[] {
    return [...this.sections.values()].flatMap(spansIn);
  }

  private section(heading: string): string {
    const text = this.sections.get(heading);
    if (text === undefined) throw new Error(`${this.name} has no section ${heading}`);
    return text;
  }
}

const spansIn = (text: string) => commandSpans(text).map((span) => span.replaceAll(/<(\w+)>/g, '$$$1'));
