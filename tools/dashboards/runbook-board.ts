import {
  type Dashboard,
  DashboardBuilder,
  DashboardLinkBuilder,
  DashboardLinkType,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder, TextMode } from '@grafana/grafana-foundation-sdk/text';
import { runbookUid } from './panel.ts';

/** A page of docs/ops/runbooks inside Grafana, where an alert leads to at night. */
export function runbookBoard(name: string, markdown: string): Dashboard {
  const [heading = name, ...lines] = markdown.split('\n');
  const title = heading.replace(/^# /, '');
  const text = lines
    .join('\n')
    .trim()
    .replaceAll(/\]\((?!\.\.)([a-z-]+)\.md\)/g, (_, page: string) => `](/d/${runbookUid(page)})`);
  return new DashboardBuilder(`Runbook / ${title}`)
    .uid(runbookUid(name))
    .tags(['runbook'])
    .timezone('browser')
    .links([
      new DashboardLinkBuilder('Dashboards').type(DashboardLinkType.Dashboards).tags(['polyspool']).asDropdown(true),
    ])
    .withPanel(
      new PanelBuilder()
        .id(1)
        .title(title)
        .description(`docs/ops/runbooks/${name}.md`)
        .mode(TextMode.Markdown)
        .content(text)
        .span(24)
        .height(24),
    )
    .build();
}
