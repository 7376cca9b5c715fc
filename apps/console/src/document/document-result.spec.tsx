import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { aPage, aReport } from '../testing/document-examples.js';
import { ids } from '../testing/examples.js';
import { openDocument } from '../testing/open-document.js';

const report = aReport([aPage(1), aPage(2, { overflowingBlocks: 2 }), aPage(3, { smallestScale: 0.6 })], {
  overflowingBlocks: 2,
  reducedBlocks: 1,
  smallestScale: 0.6,
  fallbackFonts: ['Noto Sans Telugu'],
});

const viewer = async () => within(await screen.findByRole('region', { name: 'Before and after' }));
const picture = (name: string) => screen.findByRole('img', { name });

describe('a translated document', () => {
  it('shows a page before and after, under a divider that keys move', async () => {
    openDocument(report);

    expect((await picture('Page 1 as it was')).getAttribute('src')).toBe(`/files/${ids.child(30)}`);
    expect((await picture('Page 1, translated')).getAttribute('src')).toBe(`/files/${ids.child(31)}`);
    const divider = screen.getByRole('slider', { name: 'Divider between before and after' });
    fireEvent.change(divider, { target: { value: '20' } });

    expect(divider.getAttribute('aria-valuetext')).toBe('20% before, 80% after');
  });

  it('goes from page to page by key, and by number', async () => {
    openDocument(report);
    const { getByLabelText } = await viewer();

    fireEvent.keyDown(window, { key: 'd' });
    await picture('Page 2, translated');
    fireEvent.change(getByLabelText('Page'), { target: { value: '9' } });
    fireEvent.blur(getByLabelText('Page'));

    await picture('Page 3, translated');
    expect(screen.getByRole('button', { name: 'Next page' }).getAttribute('aria-disabled')).toBe('true');
  });

  it('has one stop for all pages, and arrows between them', async () => {
    openDocument(report);
    const map = within((await viewer()).getByRole('list', { name: 'All pages' }));
    expect(map.getAllByRole('button').map(({ tabIndex }) => tabIndex)).toEqual([0, -1, -1]);

    fireEvent.keyDown(map.getByRole('button', { name: /^Page 1/ }), { key: 'ArrowRight' });

    const second = map.getByRole('button', { name: 'Page 2: 2 texts run out of their places' });
    expect(document.activeElement).toBe(second);
    expect(second.getAttribute('aria-current')).toBe('true');
  });

  it('leads to the pages that are worth a look, the worst first', async () => {
    openDocument(report);
    const { getByRole } = await viewer();

    fireEvent.click(getByRole('button', { name: 'Next worth a look' }));
    await picture('Page 2, translated');
    fireEvent.keyDown(window, { key: 'f' });

    await picture('Page 3, translated');
    expect(getByRole('status').textContent).toBe('Page 3: text at 60% of its size.');
  });

  it('lays both pages side by side, and remembers that', async () => {
    openDocument(report);
    const { getByRole, findByText, queryByRole } = await viewer();

    fireEvent.click(getByRole('radio', { name: 'Side by side' }));

    expect(await findByText('Before')).toBeTruthy();
    expect(queryByRole('slider')).toBeNull();
  });

  it('tells what has changed, and lists the pages to look at first', async () => {
    openDocument(report);
    const panel = within(await screen.findByRole('region', { name: 'What has changed' }));
    const rows = () => panel.getAllByRole('rowheader').map(({ textContent }) => textContent);

    expect(panel.getByText('2 of 3 pages are worth a look.')).toBeTruthy();
    expect(panel.getByText(/Noto Sans Telugu/)).toBeTruthy();
    expect(rows()).toEqual(['Page 2', 'Page 3']);
    fireEvent.click(panel.getByRole('radio', { name: 'All pages (3)' }));
    expect(rows()).toEqual(['Page 1', 'Page 2', 'Page 3']);
    fireEvent.click(panel.getByRole('button', { name: 'Page 3' }));

    await picture('Page 3, translated');
  });

  it('says so when every page kept its look, and what is not in the new file', async () => {
    openDocument({ ...aReport([aPage(1)]), notices: ['Its signature was taken out.'] });
    const panel = within(await screen.findByRole('region', { name: 'What has changed' }));

    expect(panel.getByText('Every page keeps its look.')).toBeTruthy();
    expect(panel.getByText('Its signature was taken out.')).toBeTruthy();
  });

  it('shows a page that was left as it was with its reason', async () => {
    const { before } = aPage(1);
    openDocument(
      aReport([{ ...aPage(1, { kind: 'untouched', reason: 'It took too long' }), before, after: undefined }]),
    );

    await picture('Page 1 as it was');
    expect((await viewer()).getByRole('status').textContent).toContain('left as it was: It took too long');
  });

  it('offers the documents, says who translated them, and keeps the pictures out of the downloads', async () => {
    openDocument(report, { output: { translator: { engine: 'apertium', quality: 'draft' }, warnings: [] } });
    const { getByRole, getByText } = await viewer();

    expect(getByRole('button', { name: 'Download translated.es.pdf' })).toBeTruthy();
    expect(getByText('Draft: made by apertium')).toBeTruthy();
    const downloads = within(screen.getByRole('list', { name: 'Downloads' })).getAllByRole('listitem');
    expect(downloads.map((row) => row.querySelector('.file-name')?.textContent)).toEqual([
      'translated.es.pdf',
      'bilingual-side-by-side.en-es.pdf',
      'fidelity.json',
    ]);
    expect(downloads[1]?.textContent).toContain('Both languages');
  });

  it('says what an engine could not do', async () => {
    const warnings = [{ code: 'engine.unsupportedTone', detail: 'Nothing here can make Spanish texts friendly' }];
    openDocument(report, { output: { warnings } });

    const notice = await screen.findByRole('region', { name: 'Good to know' });

    await waitFor(() => expect(notice.textContent).toContain('Nothing here can make Spanish texts friendly'));
  });
});
