import { JobList } from './job-list.js';
import { NewJob } from './new-job.js';

export function HomePage() {
  return (
    <div className="home">
      <title>Your jobs · Polyspool</title>
      <section className="hero">
        <h1>Anything said or written, in your language</h1>
        <p className="lead">
          Add a video or a recording: we write down what is said, and translate it. Add a PDF: its pages keep their
          look. Add a script: it becomes a film.
        </p>
      </section>
      <NewJob />
      <JobList />
    </div>
  );
}
