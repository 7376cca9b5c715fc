import type { ErasureCertificate } from '@polyspool/contracts/gdpr';
import { Figures } from '../ui/figures.js';
import { fullDate } from '../ui/format.js';

interface CertificateProps {
  readonly certificate: ErasureCertificate;
  readonly signature: string | undefined;
}

export function Certificate({ certificate, signature }: CertificateProps) {
  const { certificateId, personHash, erasedAt, removed, searched } = certificate;
  const whole = JSON.stringify({ ...certificate, signature }, undefined, 2);
  return (
    <>
      <Figures
        of={{
          Erased: fullDate(erasedAt),
          Entries: removed.rows.toLocaleString('en'),
          Files: removed.files.toLocaleString('en'),
          'Looked through afterwards': `${searched.tables} tables, ${searched.files.toLocaleString('en')} files`,
        }}
      />
      <p className="small certificate-id">
        Certificate <code>{certificateId}</code> for the hash <code>{personHash}</code>
        {signature ? ', signed by this platform.' : '.'}
      </p>
      <a
        className="button"
        download={`certificate-${certificateId}.json`}
        href={`data:application/json;charset=utf-8,${encodeURIComponent(whole)}`}
      >
        Download the certificate
      </a>
    </>
  );
}
