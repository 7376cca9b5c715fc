import {
  type Dashboard,
  DashboardBuilder,
  DashboardLinkBuilder,
  DashboardLinkType,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder, TextMode } from '@grafana/grafana-foundation-sdk/text';
import { basename, dirname, join } from 'node:path/posix';
import { runbookUid } from './panel.ts';

const folder = 'docs/ops';

/** A page of docs/ops inside Grafana, where an alert leads to at night. `pages` are all that there are, by their paths in docs/ops. */
export function runbookBoard(page: string, markdown: string, pages: ReadonlySet<string>): Dashboard {
  const [heading = page, ...lines] = markdown.split('\n');
  const title = heading.replace(/^# /, '');
  const text = lines.join('\n').trim();
  return new DashboardBuilder(`Runbook / ${title}`)
    .uid(uidOf(page))
    .tags(['runbook'])
    .timezone('browser')
    .links([
      new DashboardLinkBuilder('Dashboards').type(DashboardLinkType.Dashboards).tags(['polyspool']).asDropdown(true),
    ])
    .withPanel(
      new PanelBuilder()
        .id(1)
        .title(title)
        .description(join(folder, page))
        .mode(TextMode.Markdown)
        .content(withLinksOfGrafana(text, page, pages))
        .span(24)
        .height(24),
    )
    .build();
}

/** What a page leads to in the checkout, by paths from docs/ops. */
export const linksOf = (markdown: string, page: string): string[] =>
  [...markdown.matchAll(links)].map(([, , to = '']) => from(page, to));

/** Files that are no page there are named, so that one finds them in the checkout. */
function withLinksOfGrafana(markdown: string, page: string, pages: ReadonlySet<string>) {
  return markdown.replaceAll(links, (_, text: string, to: string) => {
    const target = from(page, to);
    return pages.has(target) ? `[${text}](/d/${uidOf(target)})` : `${text} (\`${join(folder, target)}\`)`;
  });
}

const links = /\[([^\]]+)\]\((?!https?:|#)([^)#\s]+)(?:#[^)\s]*)?\)/g;
const from = (page: string, to: string) => join(dirname(page), to);
const uidOf = (page: string) => runbookUid(basename(page, '.md'));
