import { SearchX } from 'lucide-react';
import { Link } from 'react-router';

const texts = {
  job: {
    heading: 'We can’t find this job',
    detail: 'It may have been deleted, or it belongs to someone else. Check the address, or pick it from your list.',
  },
  record: {
    heading: 'We can’t find this recording',
    detail: 'It may have been deleted, or it belongs to someone else. Check the address, or pick it from your list.',
  },
  page: { heading: 'There is no page here', detail: 'The address may have a typo.' },
};

export function NotFound({ what }: { what: keyof typeof texts }) {
  const { heading, detail } = texts[what];
  return (
    <section className="empty not-found">
      <title>Not found · Polyspool</title>
      <SearchX aria-hidden size={44} strokeWidth={1.4} />
      <p className="eyebrow">404</p>
      <h1>{heading}</h1>
      <p className="muted">{detail}</p>
      <Link className="button primary" to={what === 'record' ? '/recordings' : '/'}>
        {what === 'record' ? 'Go to your recordings' : 'Go to your jobs'}
      </Link>
    </section>
  );
}
