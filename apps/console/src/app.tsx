import { Route, Routes } from 'react-router';
import { HomePage } from './home/home-page.js';
import { JobPage } from './job/job-page.js';
import { OperationsPage } from './operations/operations-page.js';
import { RecordPage } from './record/record-page.js';
import { NewRecordPage } from './records/new-record-page.js';
import { RecordsPage } from './records/records-page.js';
import type { Ports } from './session/browser-ports.js';
import { SessionGate } from './session/session-gate.js';
import { SlidesPage } from './slides/slides-page.js';
import { StatisticsPage } from './statistics/statistics-page.js';
import { NotFound } from './ui/not-found.js';
import { PageLayout } from './ui/page-layout.js';

export function App({ ports }: { ports: Ports }) {
  return (
    <SessionGate ports={ports}>
      <Routes>
        <Route element={<PageLayout />}>
          <Route index element={<HomePage />} />
          <Route path="jobs/:id" element={<JobPage />} />
          <Route path="recordings">
            <Route index element={<RecordsPage />} />
            <Route path="new" element={<NewRecordPage />} />
            <Route path="statistics" element={<StatisticsPage />} />
            <Route path=":id" element={<RecordPage />} />
          </Route>
          <Route path="slides" element={<SlidesPage />} />
          <Route path="operations" element={<OperationsPage />} />
          <Route path="*" element={<NotFound what="page" />} />
        </Route>
      </Routes>
    </SessionGate>
  );
}
