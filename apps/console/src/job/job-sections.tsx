import type { Artifact, Job } from '@polyspool/contracts/job-status';
import { videoJobs } from '@polyspool/contracts/video';

interface JobSectionsProps {
  readonly job: Job;
  /** Of the job itself. */
  readonly artifacts: readonly Artifact[];
  readonly hasPlayer: boolean;
}

/** Ways to the parts of a long page. */
export function JobSections({ job, artifacts, hasPlayer }: JobSectionsProps) {
  const has = (name: string) => artifacts.some((artifact) => artifact.name === name);
  const sections = [
    hasPlayer && { id: 'player', name: 'Watch' },
    has('vocabulary.json') && { id: 'vocabulary', name: 'Vocabulary' },
    has('quality.json') && { id: 'quality', name: 'Quality' },
    artifacts.length > 0 && { id: 'downloads', name: 'Downloads' },
  ].filter((section) => section !== false);
  if (job.type !== videoJobs.process.name || job.status !== 'succeeded' || sections.length < 2) return null;
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
