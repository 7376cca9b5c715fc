import type { Artifact } from '@polyspool/contracts/job-status';
import { Column, CreateDateColumn, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { JobRow } from './job.js';

/** A published file of a job: one of each name, from the execution that the queue accepted. */
@Entity('artifacts')
@Index('artifacts_of_job', ['jobId', 'name'], { unique: true })
export class ArtifactRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'artifacts_pk' }) id: string;
  @Column('uuid', { name: 'job_id' }) jobId: string;
  @ManyToOne(() => JobRow, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'job_id', foreignKeyConstraintName: 'artifacts_job_fk' })
  job: Relation<JobRow>;
  @Column('text') name: string;
  @Column('text') kind: Artifact['kind'];
  @Column('text', { name: 'media_type' }) mediaType: string;
  @Column('bigint') bytes: string;
  @Column('text') sha256: string;
  @Column('text', { nullable: true }) language: string | null;
  @Column('text', { name: 'storage_key' }) storageKey: string;
  /** A signed manifest (compact JWS) of how it was made. */
  @Column('text', { nullable: true }) provenance: string | null;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
}
