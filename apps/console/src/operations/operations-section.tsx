import type { LucideIcon } from 'lucide-react';
import { CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { ApiProblem } from '../api/api-problem.js';
import { ProblemNotice } from '../ui/problem-notice.js';

interface OperationsSectionProps {
  readonly id: string;
  readonly title: string;
  readonly icon: LucideIcon;
  /** What stands here, told when it is there: how many, how much. */
  readonly summary?: ReactNode;
  readonly query: { readonly isPending: boolean; readonly error: Error | null };
  readonly children: ReactNode;
}

export function OperationsSection({ id, title, icon: Icon, summary, query, children }: OperationsSectionProps) {
  return (
    <section className="card operations-section" aria-labelledby={id}>
      <div className="section-head">
        <h2 id={id}>
          <Icon aria-hidden size={20} strokeWidth={1.8} />
          {title}
        </h2>
        {summary}
      </div>
      {query.error && <ProblemNotice problem={ApiProblem.from(query.error)} />}
      {query.isPending && <p className="muted">Loading…</p>}
      {children}
    </section>
  );
}

/** Nothing to do here. */
export function GoodNews({ children }: { children: ReactNode }) {
  return (
    <p className="good-news">
      <CircleCheck aria-hidden size={20} />
      {children}
    </p>
  );
}

interface PagedQuery {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => Promise<unknown>;
}

export function ShowMore({ query, what }: { query: PagedQuery; what: string }) {
  if (!query.hasNextPage) return null;
  return (
    <button
      className="button more"
      type="button"
      disabled={query.isFetchingNextPage}
      onClick={() => void query.fetchNextPage()}
    >
      {query.isFetchingNextPage ? 'Loading…' : `Show more ${what}`}
    </button>
  );
}
