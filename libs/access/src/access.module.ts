import { type DynamicModule, Module } from '@nestjs/common';
import { Access } from './access.js';
import { type IssuerOptions, IssuerTokens } from './issuer-tokens.js';
import { KeyUses } from './key-uses.js';

/** `Access` for a service that has the database. */
@Module({})
export class AccessModule {
  /** Without an issuer there are only keys. */
  static forRoot(issuer?: IssuerOptions): DynamicModule {
    const tokens = issuer ? [{ provide: IssuerTokens, useFactory: () => new IssuerTokens(issuer) }] : [];
    return { module: AccessModule, global: true, providers: [Access, KeyUses, ...tokens], exports: [Access, KeyUses] };
  }
}
