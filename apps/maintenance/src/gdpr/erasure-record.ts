import { Injectable } from '@nestjs/common';
import type { ErasureCertificate } from '@polyspool/contracts/gdpr';
import type { gdprJobs } from '@polyspool/contracts/reports';
import { AuditLog } from '@polyspool/database/audit-log';
import { Effects } from '@polyspool/database/effects';
import type { RunningJob } from '@polyspool/jobs/job-handler';

/** Abstract so that Nest can inject it. */
export abstract class CertificateOptions {
  /** There is a key to sign certificates with. */
  abstract readonly isSigned: boolean;
}

/** What stays of an erasure: a certificate that names nobody, and a line in the audit log. */
@Injectable()
export class ErasureRecord {
  constructor(
    private readonly effects: Effects,
    private readonly audit: AuditLog,
    private readonly options: CertificateOptions,
  ) {}

  async write({ id, artifact, log }: RunningJob<typeof gdprJobs.erase>, certificate: ErasureCertificate) {
    const file = { name: 'certificate.json', kind: 'report', mediaType: 'application/json' } as const;
    const { erasedAt } = certificate;
    const parameters = { certificateId: id, erasedAt };
    const provenance = { engine: 'polyspool', source: 'algorithmicMedia', parameters, inputs: [] } as const;
    const { isSigned } = this.options;
    if (!isSigned) log('There is no PROVENANCE_KEY: the certificate is not signed');
    await artifact({ ...file, ...(isSigned && { provenance: { ...provenance, inputs: [] } }) }, json(certificate));
    const entry = { actor: { role: 'system' }, action: 'person.erased', subject: id, detail: certificate.removed };
    await this.effects.once({ key: `${id}:erased`, kind: 'audit', jobId: id }, (tx) => this.audit.add(tx, entry));
  }
}

const json = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;
