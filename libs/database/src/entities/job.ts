import type { JobError, JobStatus } from '@polyspool/contracts/job-status';
import { Column, CreateDateColumn, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { User } from './user.js';

/** A job of any kind, children included. `run`, `dispatch` and `start` fence what arrives late. */
@Entity('jobs')
@Index('jobs_of_user', ['userId', 'id'], { where: 'parent_id IS NULL' })
@Index('jobs_of_parent', ['parentId'], { where: 'parent_id IS NOT NULL' })
@Index('jobs_in_redis', ['queue', 'userId'], {
  where: 'dispatched_at IS NOT NULL AND finished_at IS NULL AND parent_id IS NULL',
})
@Index('jobs_open', ['queue'], { where: 'finished_at IS NULL' })
export class JobRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'jobs_pk' }) id: string;
  @Column('uuid', { name: 'user_id' }) userId: string;
  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'jobs_user_fk' })
  user: Relation<User>;
  @Column('uuid', { name: 'parent_id', nullable: true }) parentId: string | null;
  @ManyToOne(() => JobRow, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'parent_id', foreignKeyConstraintName: 'jobs_parent_fk' })
  parent: Relation<JobRow> | null;
  /** Place among its parent's children, first = 0. */
  @Column('integer', { name: 'child_index', nullable: true }) childIndex: number | null;
  @Column('uuid', { name: 'project_id', nullable: true }) projectId: string | null;
  @Column('text') type: string;
  @Column('text') queue: string;
  @Column('integer', { default: 5 }) priority: number;
  @Column('text', { default: 'queued' }) status: JobStatus;
  @Column('integer', { default: 1 }) run: number;
  @Column('integer', { default: 1 }) dispatch: number;
  @Column('integer', { default: 0 }) start: number;
  @Column('integer', { default: 0 }) attempts: number;
  @Column('integer', { default: 0 }) seq: number;
  @Column('real', { default: 0 }) percent: number;
  @Column('text', { nullable: true }) step: string | null;
  @Column('text', { nullable: true }) message: string | null;
  /** How many children the handler has asked for, once it has. */
  @Column('integer', { name: 'child_count', default: 0 }) childCount: number;
  @Column('jsonb') input: Record<string, unknown>;
  @Column('jsonb', { nullable: true }) output: unknown;
  @Column('jsonb', { nullable: true }) error: JobError | null;
  /** W3C trace context of the request that made the job. */
  @Column('text', { nullable: true }) traceparent: string | null;
  @Column('timestamptz', { name: 'run_at', nullable: true }) runAt: Date | null;
  @Column('timestamptz', { name: 'expires_at', nullable: true }) expiresAt: Date | null;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
  @Column('timestamptz', { name: 'dispatched_at', nullable: true }) dispatchedAt: Date | null;
  @Column('timestamptz', { name: 'started_at', nullable: true }) startedAt: Date | null;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt: Date | null;
}
