import { sectionOf, sectionsOf } from '../docs-examples/page-sections.ts';
import { fencedStatementsIn } from '../docs-examples/shell-blocks.ts';
import { commandSpans } from './page-commands.ts';

/** A page of docs/ops/runbooks. */
export class Runbook {
  private readonly path: string;

  constructor(name: string) {
    this.path = `docs/ops/runbooks/${name}.md`;
  }

  get headings(): readonly string[] {
    return [...sectionsOf(this.path).keys()].slice(1);
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
    return [...sectionsOf(this.path).values()].flatMap(spansIn);
  }

  private section(heading: string): string {
    return sectionOf(this.path, heading);
  }
}

const spansIn = (text: string) => commandSpans(text).map((span) => span.replaceAll(/<(\w+)>/g, '$$$1'));
