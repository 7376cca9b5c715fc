import type { ProjectSettings } from '@polyspool/contracts/projects';
import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';

@Entity('projects')
export class ProjectRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'projects_pk' }) id: string;
  @Column('text') name: string;
  @Column('jsonb', { default: {} }) settings: ProjectSettings;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' }) updatedAt: Date;
}
