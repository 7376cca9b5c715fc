/** Drawn inline, so that it is there with the first paint. */
export function Logo() {
  return (
    <span className="logo">
      <svg aria-hidden viewBox="0 0 32 32" width={30} height={30}>
        <rect className="logo-tile" width="32" height="32" rx="9" />
        <g className="logo-spool" fill="none" strokeWidth="2.4" strokeLinecap="round">
          <circle cx="16" cy="16" r="9.5" />
          <circle cx="16" cy="16" r="1.4" />
          <path d="M16 6.5v5M7.8 20.7l4.3-2.4M24.2 20.7l-4.3-2.4" />
        </g>
      </svg>
      <span>Polyspool</span>
    </span>
  );
}
