import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { FakeGateway } from '../testing/fake-gateway.js';
import { ids } from '../testing/examples.js';
import { goodKey, openApp } from '../testing/open-app.js';
import { aReportOfCorpus, aShare, reportFile, someStatistics } from '../testing/record-examples.js';
import { withEmptyMonths } from './growth-chart.js';

const madeAt = '2026-03-01T00:00:00.000Z';

function open(...reports: ReturnType<typeof aReportOfCorpus>[]) {
  const gateway = new FakeGateway(goodKey);
  gateway.records.reports = reports;
  gateway.files.set(reportFile.id, { madeAt, statistics: someStatistics() });
  return openApp({ gateway, at: '/recordings/statistics' });
}

const chart = async (name: string) => within(await screen.findByRole('region', { name }));

describe('the statistics of recordings', () => {
  it('are bars with their numbers in words, a table behind them, and ways to the recordings', async () => {
    open(aReportOfCorpus());

    const languages = await chart('By language');
    expect(languages.getByRole('link', { name: 'Telugu' }).getAttribute('href')).toBe('/recordings?language=te');
    expect(languages.getByRole('row', { name: 'Telugu 9 9 h 4.5 h', hidden: true })).toBeTruthy();
    expect(languages.getAllByText('Not said')).toHaveLength(2);
    expect((await chart('By quality')).getAllByText('Noisy')).toHaveLength(2);
    expect((await chart('Growth')).getByRole('img').getAttribute('aria-label')).toBe(
      'From November 2025 to February 2026: 12 h, at most 8 h in a month',
    );
  });

  it('can be downloaded in every form that was made', async () => {
    open(aReportOfCorpus());

    expect(await screen.findByRole('button', { name: 'Download report.csv' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Download report.json' })).toBeTruthy();
  });

  it('are counted when somebody asks, live until they are there', async () => {
    const { gateway, feed } = open();
    fireEvent.click(await screen.findByRole('button', { name: 'Count the recordings' }));
    await screen.findByRole('progressbar', { name: 'Progress' });
    expect(gateway.records.asked).toEqual([{ type: 'corpusStatistics' }]);

    gateway.records.reports = [aReportOfCorpus({ id: ids.child(72) })];
    const job = gateway.jobs.get(ids.child(72))!; // it has begun
    act(() => feed.show({ job: { ...job, status: 'succeeded', seq: 9 }, children: [], artifacts: [] }));

    expect(await screen.findByRole('heading', { name: 'Growth' })).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole('region', { name: 'New statistics' })).toBeNull());
  });

  it('of others are not taken for an operator’s own', async () => {
    const gateway = new FakeGateway(goodKey);
    gateway.role = 'operator';
    gateway.records.reports = [aReportOfCorpus()];
    openApp({ gateway, at: '/recordings/statistics' });

    expect(await screen.findByText('Nothing counted yet')).toBeTruthy();
  });

  it('have a column for every month, over the end of a year too', () => {
    const months = withEmptyMonths([aShare('2025-11', 1), aShare('2026-02', 2)]);

    expect(months.map(({ name, hours }) => [name, hours])).toEqual([
      ['2025-11', 1],
      ['2025-12', 0],
      ['2026-01', 0],
      ['2026-02', 2],
    ]);
  });
});
