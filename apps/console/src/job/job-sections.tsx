import { generationJobs } from '@polyspool/contracts/generation';
import type { Artifact, Job } from '@polyspool/contracts/job-status';
import { pdfJobs } from '@polyspool/contracts/pdf';
import { videoJobs } from '@polyspool/contracts/video';

interface JobSectionsProps {
  readonly job: Job;
  /** Of the job itself. */
  readonly artifacts: readonly Artifact[];
  readonly hasPlayer: boolean;
  readonly hasPages: boolean;
}

/** Ways to the parts of a long page. */
export function JobSections({ job, artifacts, hasPlayer, hasPages }: JobSectionsProps) {
  const has = (name: string) => artifacts.some((artifact) => artifact.name === name);
  const sections = [
    hasPlayer && { id: 'player', name: 'Watch' },
    hasPages && { id: 'pages', name: 'Before and after' },
    hasPages && { id: 'fidelity', name: 'What has changed' },
    has('film.mp4') && { id: 'player', name: 'Watch' },
    has('film.mp4') && { id: 'how-made', name: 'How it was made' },
    has('film.json') && { id: 'scenes', name: 'Scenes' },
    has('vocabulary.json') && { id: 'vocabulary', name: 'Vocabulary' },
    has('quality.json') && { id: 'quality', name: 'Quality' },
    artifacts.length > 0 && { id: 'downloads', name: 'Downloads' },
  ].filter((section) => section !== false);
  if (!longPages.includes(job.type) || job.status !== 'succeeded' || sections.length < 2) return null;
  return (
    <nav className="job-sections" aria-label="On this page">
      {sections.map(({ id, name }) => (
        <a key={id} href={`#${id}`}>
          {name}
        </a>
      ))}
    </nav>
  );
}

const longPages: readonly string[] = [videoJobs.process.name, pdfJobs.translate.name, generationJobs.fullVideo.name];
