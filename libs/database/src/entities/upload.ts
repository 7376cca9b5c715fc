import type { Upload, UploadKind } from '@polyspool/contracts/files';
import type { ProcessingState } from '@polyspool/contracts/processing-state';
import { Column, CreateDateColumn, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { JobRow } from './job.js';
import { User } from './user.js';

@Entity('uploads')
@Index('uploads_content', ['userId', 'sha256'], { unique: true })
@Index('uploads_of_last_job', ['lastJobId'], { where: 'last_job_id IS NOT NULL' })
export class UploadRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'uploads_pk' }) id: string;
  @Column('uuid', { name: 'user_id' }) userId: string;
  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'uploads_user_fk' })
  user: Relation<User>;
  @Column('text') kind: UploadKind;
  @Column('text') name: string;
  @Column('text', { name: 'media_type' }) mediaType: string;
  @Column('bigint') bytes: string;
  @Column('text') sha256: string;
  @Column('jsonb') probe: Upload['probe'];
  /** How far the jobs over it have come, and which of them tells so. */
  @Column('text', { name: 'processing_state', default: 'none' }) state: ProcessingState;
  @Column('uuid', { name: 'last_job_id', nullable: true }) lastJobId: string | null;
  @ManyToOne(() => JobRow, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'last_job_id', foreignKeyConstraintName: 'uploads_last_job_fk' })
  lastJob: Relation<JobRow> | null;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
}
