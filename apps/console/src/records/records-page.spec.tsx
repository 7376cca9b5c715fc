import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { aJob, anArtifact, ids } from '../testing/examples.js';
import { FakeGateway } from '../testing/fake-gateway.js';
import { goodKey, openApp } from '../testing/open-app.js';
import { aRecord, someMeasures } from '../testing/record-examples.js';

const river = aRecord();
const market = aRecord({
  id: ids.child(56),
  title: 'Market in the morning',
  language: 'en',
  contributor: 'Ravi',
  measures: someMeasures({ durationSeconds: 75, flags: ['noisy', 'clipped'] }),
});
const tape = aRecord({
  id: ids.child(57),
  title: 'Still on tape',
  uploadId: undefined,
  upload: undefined,
  measures: undefined,
});

function open(at = '/recordings', ...records: (typeof river)[]) {
  const gateway = new FakeGateway(goodKey);
  gateway.records.records = records;
  return { ...openApp({ gateway, at }), records: gateway.records };
}

const rows = async () => within(await screen.findByRole('list', { name: 'Recordings' })).getAllByRole('listitem');
const titles = () => screen.queryAllByRole('checkbox', { name: /^Choose (?!all)/ }).map(({ ariaLabel }) => ariaLabel);

describe('the list of recordings', () => {
  it('says how long each is, how it stands with it, and what a listener would complain of', async () => {
    open('/recordings', market, tape);

    const list = within(await screen.findByRole('list', { name: 'Recordings' }));

    expect(list.getByRole('link', { name: 'Market in the morning' })).toBeTruthy();
    expect(list.getByText('1:15')).toBeTruthy();
    expect(list.getByText('Ready')).toBeTruthy();
    expect(list.getByRole('list', { name: 'Quality of Market in the morning' }).textContent).toBe('NoisyClipped');
    expect(list.getByText('No recording yet')).toBeTruthy();
  });

  it('finds words in any script, and keeps what is looked for in the address', async () => {
    const { gateway } = open('/recordings?language=te', river, market);
    await screen.findByRole('link', { name: river.title });
    expect(titles()).toHaveLength(1);

    fireEvent.change(screen.getByRole('searchbox', { name: 'Search' }), { target: { value: 'నది' } });

    await waitFor(() => expect(gateway.calls.at(-1)).toContain(`q=${encodeURIComponent('నది')}&language=te`));
  });

  it('helps where nothing is found, and where nothing is there yet', async () => {
    open('/recordings?q=zebra', river);
    await screen.findByText('No recording is like that');

    fireEvent.click(screen.getByRole('button', { name: 'Show all recordings' }));

    await screen.findByRole('link', { name: river.title });
  });

  it('leads to the first recording', async () => {
    open();

    fireEvent.click(await screen.findByRole('link', { name: 'Add the first recording' }));

    expect(await screen.findByRole('heading', { level: 1, name: 'Add a recording' })).toBeTruthy();
  });

  it('goes on page by page', async () => {
    const many = Array.from({ length: 5 }, (_, at) => aRecord({ id: ids.child(30 + at), title: `Song ${at}` }));
    const gateway = new FakeGateway(goodKey);
    Object.assign(gateway.records, { records: many, pageSize: 3 });
    openApp({ gateway, at: '/recordings' });
    expect(await rows()).toHaveLength(3);

    fireEvent.click(screen.getByRole('button', { name: 'Show more' }));

    await screen.findByRole('link', { name: 'Song 4' });
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  });

  it('processes those that are chosen, and shows each of them live and at the end', async () => {
    const { records, gateway, feed } = open('/recordings', river, market, tape);
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Choose all that are shown' }));
    expect(screen.getByText('2 recordings chosen')).toBeTruthy();

    fireEvent.click(screen.getByRole('button', { name: 'Process' }));

    const list = within(await screen.findByRole('list', { name: 'Recordings of the batch' }));
    expect(records.asked).toEqual([{ recordIds: [river.id, market.id], action: 'processAudio' }]);
    expect(list.getAllByText('Waiting')).toHaveLength(2);
    const part = (at: number, recordId: string) =>
      aJob({
        id: ids.child(20 + at),
        parentId: ids.child(71),
        type: 'corpus.processAudio',
        input: { recordId },
        percent: 40,
      });
    const job = gateway.jobs.get(ids.child(71))!; // the batch has begun
    act(() => feed.show({ job: { ...job, seq: 9 }, children: [part(0, river.id)], artifacts: [] }));
    await list.findByText('Working');

    const error = { code: 'media.unreadable', detail: 'No sound in it' };
    const output = {
      items: [
        { recordId: river.id, ok: true },
        { recordId: market.id, ok: false, error },
      ],
    };
    act(() => feed.show({ job: { ...job, status: 'succeeded', seq: 10, output }, children: [], artifacts: [] }));

    expect((await list.findByText(/No sound in it/)).textContent).toContain('The file is damaged');
    expect(await list.findByRole('link', { name: market.title })).toBeTruthy();
    expect(screen.getByText('1 of 2 done, 1 failed')).toBeTruthy();

    // Of a long batch they are a file.
    const file = anArtifact({ id: ids.child(90), jobId: job.id, name: 'records.json', kind: 'report' });
    gateway.files.set(
      file.id,
      [river, market].map(({ id }) => ({ recordId: id, ok: true })),
    );
    const counts = { succeeded: 2, failed: 0 };
    act(() =>
      feed.show({ job: { ...job, status: 'succeeded', seq: 11, output: counts }, children: [], artifacts: [file] }),
    );
    expect(await screen.findByText('2 of 2 done')).toBeTruthy();
  });
});
