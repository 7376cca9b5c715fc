import { JobList } from './job-list.js';
import { NewJob } from './new-job.js';

export function HomePage() {
  return (
    <div className="home">
      <title>Your videos · Polyspool</title>
      <section className="hero">
        <h1>Subtitles for anything people say</h1>
        <p className="lead">Add a video or a recording. We listen, write it down, and translate it.</p>
      </section>
      <NewJob />
      <JobList />
    </div>
  );
}
