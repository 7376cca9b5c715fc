import { Outlet } from 'react-router';
import { PageTabs } from '../ui/page-tabs.js';

const pages = [
  ['/account', 'How you are told'],
  ['/account/keys', 'Keys'],
  ['/account/webhooks', 'Webhooks'],
  ['/account/data', 'Your data'],
] as const;

/** What belongs to oneself. */
export function AccountLayout() {
  return (
    <div className="page-stack">
      <PageTabs label="Your account" pages={pages} />
      <Outlet />
    </div>
  );
}
