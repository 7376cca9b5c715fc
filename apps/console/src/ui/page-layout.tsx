import type { Role } from '@polyspool/contracts/people';
import { Activity, AudioLines, CircleUserRound, Image, LogOut, WifiOff } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Link, NavLink, Outlet, useLocation } from 'react-router';
import { useLiveState } from '../live/use-live-state.js';
import { NotificationBell } from '../notifications/notification-bell.js';
import { useSession } from '../session/session.js';
import { useMe } from '../session/use-me.js';
import { Logo } from './logo.js';

export function PageLayout() {
  const main = useFocusOnNavigation();
  return (
    <>
      <a className="skip-link" href="#content">
        Skip to content
      </a>
      <header className="site-header">
        <Link to="/" className="home-link" aria-label="Polyspool, home">
          <Logo />
        </Link>
        <ConnectionState />
        <Account />
      </header>
      <main id="content" ref={main} tabIndex={-1}>
        <Outlet />
      </main>
    </>
  );
}

/** Without this, keyboard and screen reader would stay at the link that is gone. */
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    document.documentElement.scrollTop = 0;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}

function ConnectionState() {
  const down = useLiveState() === 'down';
  return (
    <div className="connection" role="status">
      {down && (
        <>
          <WifiOff aria-hidden size={16} />
          Reconnecting…
        </>
      )}
    </div>
  );
}

function Account() {
  const { signOut } = useSession();
  const me = useMe();
  return (
    <div className="account">
      {me.data && <SiteLinks role={me.data.role} />}
      <NotificationBell />
      {me.data && (
        <NavLink className="button quiet account-link" to="/account" aria-label={`Your account, ${me.data.name}`}>
          <CircleUserRound aria-hidden size={18} />
          <span className="account-name">{me.data.name}</span>
        </NavLink>
      )}
      <button className="button quiet" type="button" onClick={signOut}>
        <LogOut aria-hidden size={16} />
        <span className="sign-out-text">Sign out</span>
      </button>
    </div>
  );
}

function SiteLinks({ role }: { role: Role }) {
  return (
    <nav className="site-links" aria-label="Pages">
      <NavLink className="button quiet" to="/recordings">
        <AudioLines aria-hidden size={16} />
        <span className="link-text">Recordings</span>
      </NavLink>
      <NavLink className="button quiet" to="/slides">
        <Image aria-hidden size={16} />
        <span className="link-text">Slides</span>
      </NavLink>
      {role !== 'user' && (
        <NavLink className="button quiet" to="/operations">
          <Activity aria-hidden size={16} />
          <span className="link-text">Operations</span>
        </NavLink>
      )}
    </nav>
  );
}
