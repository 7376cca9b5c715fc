import type { Me } from '@polyspool/contracts/people';
import { ShieldOff } from 'lucide-react';
import { Link } from 'react-router';

export function ForOperatorsOnly({ me: { name, role } }: { me: Me }) {
  return (
    <section className="empty not-found">
      <title>Operations · Polyspool</title>
      <ShieldOff aria-hidden size={44} strokeWidth={1.4} />
      <h1>This page is for operators</h1>
      <p className="muted">
        You are signed in as {name}, with the role “{role}”. The roles “operator” and “admin” may come in: sign out, and
        sign in with a key of such a person.
      </p>
      <Link className="button primary" to="/">
        Go to your jobs
      </Link>
    </section>
  );
}
