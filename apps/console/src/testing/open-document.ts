import type { FidelityReport } from '@polyspool/contracts/fidelity';
import type { Artifact, Job } from '@polyspool/contracts/job-status';
import { aDocument, aJob, anArtifact, ids } from './examples.js';
import { FakeGateway } from './fake-gateway.js';
import { goodKey, openApp } from './open-app.js';

/** The page of a job that has translated a document. */
export function openDocument(report: FidelityReport, job: Partial<Job> = {}) {
  const gateway = new FakeGateway(goodKey);
  gateway.jobs.set(ids.job, aJob({ type: 'pdf.translate', status: 'succeeded', percent: 100, ...job }));
  const pdf = { mediaType: 'application/pdf', kind: 'media' } as const;
  const png = { mediaType: 'image/png', kind: 'media' } as const;
  const pictures = report.pages.flatMap(({ before, after }) => [before, after].filter((name) => name !== undefined));
  gateway.artifacts = [
    anArtifact({ ...pdf, id: ids.child(20), name: 'translated.es.pdf', language: 'es' }),
    anArtifact({ ...pdf, id: ids.child(21), name: 'bilingual-side-by-side.en-es.pdf' }),
    anArtifact({ id: ids.child(22), name: 'fidelity.json', kind: 'report' }),
    ...pictures.map((name, index): Artifact => anArtifact({ ...png, id: ids.child(30 + index), name })),
  ];
  gateway.files.set(ids.child(22), report);
  return openApp({ gateway, at: `/jobs/${ids.job}`, upload: aDocument() });
}
