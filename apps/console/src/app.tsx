import { Route, Routes } from 'react-router';
import { AccountLayout } from './account/account-layout.js';
import { ErasurePage } from './account/erasure-page.js';
import { MyDataPage } from './account/my-data-page.js';
import { AdminLayout } from './admin-area/admin-layout.js';
import { AuditPage } from './admin-audit/audit-page.js';
import { PeoplePage } from './admin-people/people-page.js';
import { BackupsPage } from './admin-backups/backups-page.js';
import { MailsPage } from './admin-mails/mails-page.js';
import { NotifyPage } from './admin-send/notify-page.js';
import { HomePage } from './home/home-page.js';
import { JobPage } from './job/job-page.js';
import { KeysPage } from './keys/keys-page.js';
import { NotificationsPage } from './notifications/notifications-page.js';
import { PreferencesPage } from './notifications/preferences-page.js';
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
import { WebhookPage } from './webhooks/webhook-page.js';
import { WebhooksPage } from './webhooks/webhooks-page.js';

export function App({ ports }: { ports: Ports }) {
  return (
    <Routes>
      <Route path="erasures/:id" element={<ErasurePage fetch={ports.fetch} />} />
      <Route path="*" element={<Pages ports={ports} />} />
    </Routes>
  );
}

/** All that needs a key. */
function Pages({ ports }: { ports: Ports }) {
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
          <Route path="notifications" element={<NotificationsPage />} />
          <Route path="account" element={<AccountLayout />}>
            <Route index element={<PreferencesPage />} />
            <Route path="webhooks" element={<WebhooksPage />} />
            <Route path="webhooks/:id" element={<WebhookPage />} />
            <Route path="keys" element={<KeysPage />} />
            <Route path="data" element={<MyDataPage />} />
          </Route>
          <Route path="operations" element={<AdminLayout />}>
            <Route index element={<OperationsPage />} />
            <Route path="backups" element={<BackupsPage />} />
            <Route path="people" element={<PeoplePage />} />
            <Route path="audit" element={<AuditPage />} />
            <Route path="notify" element={<NotifyPage />} />
            <Route path="mails" element={<MailsPage />} />
          </Route>
          <Route path="*" element={<NotFound what="page" />} />
        </Route>
      </Routes>
    </SessionGate>
  );
}
