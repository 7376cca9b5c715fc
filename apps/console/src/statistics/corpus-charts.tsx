import { QualityFlag } from '@polyspool/contracts/records';
import type { CorpusShare, CorpusStatistics } from '@polyspool/contracts/reports';
import { Link } from 'react-router';
import { flagWords } from '../records/record-words.js';
import { addressOf, type RecordSearch } from '../records/use-record-search.js';
import { languageName } from '../ui/format.js';
import { BarChart } from './bar-chart.js';
import { GrowthChart } from './growth-chart.js';
import { hoursText } from './hours-text.js';

/** Hours by what they are of, each of which leads to its recordings where they can be looked for. */
export function CorpusCharts({ statistics }: { statistics: CorpusStatistics }) {
  const { records, processed, hours, speechHours, byLanguage, byContributor, byCategory, byQuality, growth } =
    statistics;
  if (records === 0) return <NoRecords />;
  return (
    <>
      <dl className="totals">
        <Total name="Recordings" value={records.toLocaleString('en')} />
        <Total name="Processed" value={processed.toLocaleString('en')} />
        <Total name="Sound" value={hoursText(hours)} />
        <Total name="Speech" value={hoursText(speechHours)} />
      </dl>
      <GrowthChart shares={growth} />
      <div className="chart-grid">
        <BarChart title="By language" shares={byLanguage} nameOf={languageOf} linkOf={linkTo('language')} />
        <BarChart title="By contributor" shares={byContributor} nameOf={plainName} linkOf={linkTo('contributor')} />
        <BarChart title="By category" shares={byCategory} nameOf={plainName} linkOf={linkTo('category')} />
        <BarChart
          title="By quality"
          note="A recording counts under each of its flags."
          shares={byQuality}
          nameOf={qualityOf}
        />
      </div>
    </>
  );
}

function Total({ name, value }: { name: string; value: string }) {
  return (
    <div className="card">
      <dt className="muted small">{name}</dt>
      <dd className="total-value tabular">{value}</dd>
    </div>
  );
}

function NoRecords() {
  return (
    <div className="empty">
      <p className="empty-title">There was no recording to count</p>
      <Link className="button primary" to="/recordings/new">
        Add the first recording
      </Link>
    </div>
  );
}

const linkTo = (field: keyof RecordSearch) => (share: CorpusShare) =>
  share.name ? `/recordings?${addressOf({ [field]: share.name })}` : undefined;

/** What nobody has said has no name. */
const plainName = ({ name }: CorpusShare) => name || 'Not said';
const languageOf = ({ name }: CorpusShare) => (name ? languageName(name) : 'Not said');

function qualityOf({ name }: CorpusShare) {
  const flag = QualityFlag.safeParse(name);
  if (flag.success) return flagWords[flag.data].name;
  return name === 'good' ? 'Good' : 'Not measured';
}
