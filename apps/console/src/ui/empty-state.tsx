import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly icon: LucideIcon;
  readonly title: string;
  /** What would stand here, and how it comes. */
  readonly children: ReactNode;
}

export function EmptyState({ icon: Icon, title, children }: EmptyStateProps) {
  return (
    <div className="empty">
      <Icon aria-hidden size={40} strokeWidth={1.4} />
      <p className="empty-title">{title}</p>
      <p className="muted">{children}</p>
    </div>
  );
}
