import type { Upload, UploadKind } from '@polyspool/contracts/files';
import { Column, CreateDateColumn, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { User } from './user.js';

@Entity('uploads')
@Index('uploads_content', ['userId', 'sha256'], { unique: true })
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
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
}
