import type { CorpusShare } from '@polyspool/contracts/reports';
import { hoursText } from './hours-text.js';

interface ShareTableProps {
  readonly title: string;
  readonly shares: readonly CorpusShare[];
  readonly nameOf: (share: CorpusShare) => string;
}

/** The numbers behind a chart, folded away until they are asked for. */
export function ShareTable({ title, shares, nameOf }: ShareTableProps) {
  return (
    <details className="share-table">
      <summary className="small">As a table</summary>
      <table>
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Recordings</th>
            <th scope="col">Sound</th>
            <th scope="col">Speech</th>
          </tr>
        </thead>
        <tbody>
          {shares.map((share) => (
            <tr key={share.name}>
              <th scope="row" dir="auto">
                {nameOf(share)}
              </th>
              <td className="tabular">{share.records.toLocaleString('en')}</td>
              <td className="tabular">{hoursText(share.hours)}</td>
              <td className="tabular">{hoursText(share.speechHours)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
