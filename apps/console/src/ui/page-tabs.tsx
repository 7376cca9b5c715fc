import { NavLink } from 'react-router';

interface PageTabsProps {
  readonly label: string;
  /** Each with its name; the first is the way in. */
  readonly pages: readonly (readonly [to: string, name: string])[];
}

/** Pages that belong together. */
export function PageTabs({ label, pages }: PageTabsProps) {
  return (
    <nav className="page-tabs" aria-label={label}>
      <ul>
        {pages.map(([to, name], index) => (
          <li key={to}>
            <NavLink to={to} end={index === 0}>
              {name}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
