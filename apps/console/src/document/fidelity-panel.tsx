import type { FidelityReport, FidelitySummary } from '@polyspool/contracts/fidelity';
import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { Choice } from '../ui/choice.js';
import { Figures } from '../ui/figures.js';
import type { FilesByName } from './document-files.js';
import { FidelityTable } from './fidelity-table.js';
import { percent, worthALook, type PageFindings } from './page-findings.js';

interface FidelityPanelProps {
  readonly report: FidelityReport;
  readonly pages: readonly PageFindings[];
  readonly files: FilesByName;
  readonly onShow: (page: number) => void;
}

/** What the translation has changed beside the words, and where to look first. */
export function FidelityPanel({ report: { summary, notices }, pages, files, onShow }: FidelityPanelProps) {
  const found = worthALook(pages);
  return (
    <section className="card fidelity" id="fidelity" aria-labelledby="fidelity-heading">
      <h2 id="fidelity-heading">What has changed</h2>
      {found.length === 0 ? (
        <p className="good-news">
          <CircleCheck aria-hidden size={20} />
          Every page keeps its look.
        </p>
      ) : (
        <p className="muted">
          {found.length.toLocaleString('en')} of {counted(pages.length, 'page')} {found.length === 1 ? 'is' : 'are'}{' '}
          worth a look.
        </p>
      )}
      <Figures of={figuresOf(summary)} />
      {summary.fallbackFonts.length > 0 && (
        <p className="hint">For characters that the usual fonts lack: {summary.fallbackFonts.join(', ')}.</p>
      )}
      {notices.length > 0 && (
        <div>
          <h3>Not in the new file, or no longer true</h3>
          <ul className="bullets">
            {notices.map((notice) => (
              <li key={notice}>{notice}</li>
            ))}
          </ul>
        </div>
      )}
      <PageRows found={found} pages={pages} files={files} onShow={onShow} />
    </section>
  );
}

type PageRowsProps = Omit<FidelityPanelProps, 'report'> & { readonly found: readonly PageFindings[] };

function PageRows({ found, pages, files, onShow }: PageRowsProps) {
  const [chosen, setChosen] = useState<'worst' | 'all'>('worst');
  const shown = found.length === 0 ? 'all' : chosen;
  const names = { worst: `Look at these first (${found.length})`, all: `All pages (${pages.length})` };
  return (
    <>
      {found.length > 0 && (
        <Choice
          legend="Which pages"
          options={['worst', 'all'] as const}
          value={shown}
          nameOf={(option) => names[option]}
          onChange={setChosen}
        />
      )}
      <FidelityTable key={shown} pages={shown === 'all' ? pages : found} files={files} onShow={onShow} />
    </>
  );
}

const figuresOf = (summary: FidelitySummary) => ({
  Pages: summary.pages.toLocaleString('en'),
  'Left as they were': atLeastOne(summary.untouchedPages),
  'Read from pictures': atLeastOne(summary.scannedPages),
  'Texts translated': `${summary.translatedBlocks.toLocaleString('en')} of ${summary.blocks.toLocaleString('en')}`,
  'Out of their place': summary.overflowingBlocks.toLocaleString('en'),
  'Over one another': summary.newOverlaps.toLocaleString('en'),
  'Set smaller':
    summary.reducedBlocks > 0
      ? `${summary.reducedBlocks.toLocaleString('en')}, smallest ${percent(summary.smallestScale)}`
      : 'none',
  'Unknown words': summary.words > 0 ? unknownWords(summary) : undefined,
  'Names written otherwise': atLeastOne(summary.changedNames ?? 0),
  'Without their bold, colour or links': atLeastOne(summary.flattenedBlocks),
  'Changed beside the text':
    summary.mostChangedPixels === undefined ? undefined : `at most ${percent(summary.mostChangedPixels)}`,
});

const unknownWords = ({ untranslatedWords, words }: FidelitySummary) =>
  `${untranslatedWords.toLocaleString('en')} of ${words.toLocaleString('en')} (${percent(untranslatedWords / words)})`;

/** What is nowhere need not be said. */
const atLeastOne = (count: number) => (count > 0 ? count.toLocaleString('en') : undefined);

const counted = (count: number, one: string) => `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;
