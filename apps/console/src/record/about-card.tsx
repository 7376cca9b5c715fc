import type { Consent, CorpusRecord } from '@polyspool/contracts/records';
import { Figures } from '../ui/figures.js';
import { byteSize } from '../ui/format.js';

/** What people have written of a recording, and its file. */
export function AboutCard({ record }: { record: CorpusRecord }) {
  const { description, category, place, contributor, consent, licence, upload } = record;
  return (
    <section className="card record-about" aria-labelledby="about-heading">
      <h2 id="about-heading">About the recording</h2>
      {description && (
        <p className="kept-text" dir="auto">
          {description}
        </p>
      )}
      <Figures
        of={{
          Contributor: contributor,
          Category: category,
          Place: place,
          Consent: consentWords(consent),
          Licence: licence ?? 'Not said',
          File: upload && `${upload.name}, ${byteSize(upload.bytes)}`,
        }}
      />
    </section>
  );
}

function consentWords(consent: Consent | undefined) {
  if (!consent) return 'Not recorded';
  const { given, on, reference } = consent;
  return [given ? 'Given' : 'Not given', on && `on ${on}`, reference && `(${reference})`].filter(Boolean).join(' ');
}
