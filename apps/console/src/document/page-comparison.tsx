import { useState, type CSSProperties, type ReactNode } from 'react';
import type { PagePictures } from './document-files.js';
import { PagePicture } from './page-picture.js';
import type { PageView } from './use-page-view.js';

interface PageComparisonProps {
  readonly page: number;
  readonly pictures: PagePictures;
  readonly view: PageView;
  /** Of the width, how much shows the page as it was: 0 to 100. */
  readonly divider: number;
  readonly onDivider: (divider: number) => void;
}

/** Upright A4, until the first picture tells. */
const usualRatio = 1 / Math.SQRT2;

/** A page before and after, under a divider or beside one another. */
export function PageComparison({ page, pictures: { before, after }, view, divider, onDivider }: PageComparisonProps) {
  const [ratio, setRatio] = useState(usualRatio);
  const style = { aspectRatio: ratio, '--ratio': ratio } as CSSProperties;
  const original = before && <PagePicture artifact={before} alt={`Page ${page} as it was`} onRatio={setRatio} />;
  const translated = after && <PagePicture artifact={after} alt={`Page ${page}, translated`} onRatio={setRatio} />;
  if (!original && !translated) return <p className="empty muted">There are no pictures of this page.</p>;
  if (view.layout === 'sideBySide' || !original || !translated) {
    return (
      <div className={`page-pair${original && translated ? '' : ' single'}`}>
        {original && <PageFigure caption="Before" style={style} picture={original} />}
        {translated && <PageFigure caption="After" style={style} picture={translated} />}
      </div>
    );
  }
  return (
    <div className={`page-slider ${view.size}`} style={{ ...style, '--divider': `${divider}%` } as CSSProperties}>
      <div className="page-layer">{original}</div>
      <div className="page-layer after">{translated}</div>
      <span className="badge page-side before" aria-hidden>
        Before
      </span>
      <span className="badge page-side after" aria-hidden>
        After
      </span>
      <div className="page-divider" aria-hidden />
      <input
        type="range"
        min={0}
        max={100}
        step={5}
        value={divider}
        aria-label="Divider between before and after"
        aria-valuetext={`${divider}% before, ${100 - divider}% after`}
        onChange={({ target }) => onDivider(target.valueAsNumber)}
      />
    </div>
  );
}

interface PageFigureProps {
  readonly caption: string;
  readonly style: CSSProperties;
  readonly picture: ReactNode;
}

function PageFigure({ caption, style, picture }: PageFigureProps) {
  return (
    <figure className="page-figure">
      <figcaption className="muted small">{caption}</figcaption>
      <div className="page-layer" style={style}>
        {picture}
      </div>
    </figure>
  );
}
