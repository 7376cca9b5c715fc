import { useState } from 'react';
import { ArtifactImage } from '../ui/artifact-image.js';
import { picturesOf, type FilesByName } from './document-files.js';
import { percent, type PageFindings } from './page-findings.js';

interface FidelityTableProps {
  readonly pages: readonly PageFindings[];
  readonly files: FilesByName;
  readonly onShow: (page: number) => void;
}

/** So many rows at first, and so many with every wish for more: each has a picture. */
const firstRows = 8;
const moreRows = 25;

const columns = [
  'Page',
  'What to look at',
  'Texts translated',
  'Smallest size',
  'Unknown words',
  'Changed beside the text',
];

export function FidelityTable({ pages, files, onShow }: FidelityTableProps) {
  const [limit, setLimit] = useState(firstRows);
  return (
    <>
      {/* It may be wider than a telephone: then it is scrolled, by keyboard too. */}
      <div className="table-scroll" role="region" aria-label="Fidelity of pages" tabIndex={0}>
        <table className="fidelity-table">
          <thead>
            <tr>
              {columns.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {pages.slice(0, limit).map((findings) => (
              <PageRow key={findings.page.page} findings={findings} files={files} onShow={onShow} />
            ))}
          </tbody>
        </table>
      </div>
      {pages.length > limit && (
        <button className="button small more" type="button" onClick={() => setLimit(limit + moreRows)}>
          Show more ({(pages.length - limit).toLocaleString('en')} left)
        </button>
      )}
    </>
  );
}

type PageRowProps = Omit<FidelityTableProps, 'pages'> & { readonly findings: PageFindings };

function PageRow({ findings: { page, words }, files, onShow }: PageRowProps) {
  const { before, after = before } = picturesOf(page, files);
  return (
    <tr>
      <th scope="row">
        <button className="page-link" type="button" onClick={() => onShow(page.page)}>
          {after && <ArtifactImage artifact={after} alt="" />}
          <span>Page {page.page}</span>
        </button>
      </th>
      <td className="page-words">
        {words.length > 0 ? (
          <ul>
            {words.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        ) : (
          <span className="muted">{page.kind === 'blank' ? 'Nothing is on it' : 'Nothing'}</span>
        )}
      </td>
      <td className="tabular">
        {page.translatedBlocks.toLocaleString('en')} of {page.blocks.toLocaleString('en')}
      </td>
      <td className="tabular">{percent(page.smallestScale)}</td>
      <td className="tabular">
        {page.untranslatedWords.toLocaleString('en')} of {page.words.toLocaleString('en')}
      </td>
      <td className="tabular">{page.changedPixels === undefined ? 'not measured' : percent(page.changedPixels)}</td>
    </tr>
  );
}
