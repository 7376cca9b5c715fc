import type { Attempt, JobError, JobStatus, Reused, WaitReason } from '@polyspool/contracts/job-status';
import { Column, CreateDateColumn, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { ProjectRow } from './project.js';
import { User } from './user.js';

/** A job of any kind, children included. `run`, `dispatch` and `start` fence what arrives late. */
@Entity('jobs')
@Index('jobs_of_user', ['userId', 'id'], { where: 'parent_id IS NULL' })
@Index('jobs_of_parent', ['parentId'], { where: 'parent_id IS NOT NULL' })
@Index('jobs_of_project', ['projectId', 'id'], { where: 'project_id IS NOT NULL' })
@Index('jobs_in_redis', ['queue', 'userId'], {
  where: 'dispatched_at IS NOT NULL AND finished_at IS NULL AND parent_id IS NULL',
})
@Index('jobs_open', ['queue'], { where: 'finished_at IS NULL' })
@Index('jobs_open_of_user', ['userId', 'queue'], { where: 'finished_at IS NULL AND parent_id IS NULL' })
@Index('jobs_ended_roots', ['finishedAt'], { where: 'parent_id IS NULL AND finished_at IS NOT NULL' })
@Index('jobs_results', ['resultExpiresAt'], {
  where: 'output IS NOT NULL AND result_expires_at IS NOT NULL',
})
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
  @ManyToOne(() => ProjectRow, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'project_id', foreignKeyConstraintName: 'jobs_project_fk' })
  project: Relation<ProjectRow> | null;
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
  /** Its place among all that wait, in Postgres and in Redis: earlier goes first. */
  @Column('timestamptz', { name: 'turn_at', default: () => 'now()' }) turnAt: Date;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
  @Column('timestamptz', { name: 'dispatched_at', nullable: true }) dispatchedAt: Date | null;
  @Column('timestamptz', { name: 'started_at', nullable: true }) startedAt: Date | null;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt: Date | null;
  /** The job's own limits, where it has asked for any. */
  @Column('integer', { name: 'soft_limit_ms', nullable: true }) softLimitMs: number | null;
  @Column('integer', { name: 'hard_limit_ms', nullable: true }) hardLimitMs: number | null;
  /** Its part of its parent's bar, in units of the parent's choice. */
  @Column('real', { default: 1 }) weight: number;
  /** Sum of its children's weights, once it has asked for them; 0 until then. */
  @Column('real', { name: 'child_weight', default: 0 }) childWeight: number;
  /** Of it the part of those for which it has waited before. */
  @Column('real', { name: 'child_weight_before', default: 0 }) childWeightBefore: number;
  /** Why it does not run now, and until when, as its worker told. */
  @Column('text', { name: 'wait_reason', nullable: true }) waitReason: WaitReason | null;
  @Column('timestamptz', { name: 'wait_until', nullable: true }) waitUntil: Date | null;
  /** How much there is to do, as its handler found out: seconds of media, pages. */
  @Column('text', { name: 'work_unit', nullable: true }) workUnit: string | null;
  @Column('real', { name: 'work_amount', nullable: true }) workAmount: number | null;
  /** Since when the current step has been going on. */
  @Column('timestamptz', { name: 'step_at', nullable: true }) stepAt: Date | null;
  /** The first forecast of its end, kept to be compared with what came. */
  @Column('timestamptz', { name: 'eta_at', nullable: true }) etaAt: Date | null;
  /** When that forecast was made. */
  @Column('timestamptz', { name: 'eta_told_at', nullable: true }) etaToldAt: Date | null;
  @Column('jsonb', { nullable: true }) reused: Reused | null;
  @Column('timestamptz', { name: 'result_expires_at', nullable: true }) resultExpiresAt: Date | null;
  /** How its newest attempt stands. */
  @Column('text', { name: 'attempt_outcome', nullable: true }) attemptOutcome: Attempt['outcome'] | null;
}
