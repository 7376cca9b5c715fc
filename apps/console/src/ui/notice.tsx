import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

/** Something went wrong and the reader should know now. */
export function Notice({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="notice danger" role="alert">
      <CircleAlert aria-hidden size={20} />
      <div>
        <p className="notice-title">{title}</p>
        {children && <p>{children}</p>}
      </div>
    </div>
  );
}
