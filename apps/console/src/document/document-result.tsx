import type { FidelityReport } from '@polyspool/contracts/fidelity';
import type { Artifact, Job } from '@polyspool/contracts/job-status';
import { EngineLabel } from '@polyspool/contracts/segments';
import { useCallback, useMemo, useRef } from 'react';
import { z } from 'zod';
import { DownloadButton } from '../ui/download-button.js';
import { DraftBadge } from '../ui/draft-badge.js';
import { filesByName, pdfsOf } from './document-files.js';
import { FidelityPanel } from './fidelity-panel.js';
import { findingsOf } from './page-findings.js';
import { PageViewer } from './page-viewer.js';
import { usePages } from './use-pages.js';

interface DocumentResultProps {
  readonly job: Job;
  readonly artifacts: readonly Artifact[];
  readonly report: FidelityReport;
}

/** A translated document: take it, compare its pages, and see what changed. */
export function DocumentResult({ job, artifacts, report }: DocumentResultProps) {
  const own = useMemo(() => artifacts.filter(({ jobId }) => jobId === job.id), [artifacts, job.id]);
  const files = useMemo(() => filesByName(own), [own]);
  const pages = useMemo(() => report.pages.map(findingsOf), [report]);
  const place = usePages(pages);
  const section = useRef<HTMLElement>(null);
  const { show } = place;
  const showAbove = useCallback(
    (page: number) => {
      show(page);
      section.current?.scrollIntoView?.({ block: 'start' });
    },
    [show],
  );
  return (
    <>
      <PageViewer pages={pages} files={files} place={place} sectionRef={section}>
        <div className="section-head">
          <h2 id="pages-heading">Before and after</h2>
          <Draft job={job} />
        </div>
        <div className="button-row">
          {pdfsOf(own).map((artifact, index) => (
            <DownloadButton key={artifact.id} artifact={artifact} isPrimary={index === 0} isNamed />
          ))}
        </div>
      </PageViewer>
      <FidelityPanel report={report} pages={pages} files={files} onShow={showAbove} />
    </>
  );
}

const Translated = z.object({ translator: EngineLabel });

function Draft({ job }: { job: Job }) {
  const { data } = Translated.safeParse(job.output);
  return data?.translator.quality === 'draft' && <DraftBadge engines={[data.translator.engine]} />;
}
