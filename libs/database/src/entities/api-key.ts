import { Column, CreateDateColumn, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { User } from './user.js';

/** Only the SHA-256 of a key is kept: keys carry 256 random bits, so a slow hash would add nothing. */
@Entity('api_keys')
export class ApiKeyRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'api_keys_pk' }) id: string;
  @Index('api_keys_of_user') @Column('uuid', { name: 'user_id' }) userId: string;
  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'api_keys_user_fk' })
  user: Relation<User>;
  @Column('text') name: string;
  @Index('api_keys_hash', { unique: true }) @Column('bytea') hash: Buffer;
  @Column('timestamptz', { name: 'expires_at', nullable: true }) expiresAt: Date | null;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt: Date | null;
  /** How it begins. */
  @Column('text', { nullable: true }) prefix: string | null;
  /** Null: all that its owner may do. */
  @Column('text', { array: true, nullable: true }) scopes: string[] | null;
  @Column('timestamptz', { name: 'last_used_at', nullable: true }) lastUsedAt: Date | null;
  /** The one that was given out in its place. It may be gone. */
  @Column('uuid', { name: 'replaced_by', nullable: true }) replacedBy: string | null;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
}
