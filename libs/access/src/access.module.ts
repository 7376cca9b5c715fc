import { type DynamicModule, Module } from '@nestjs/common';
import { Access } from './access.js';
import { Doorkeeper, DoorkeeperOptions } from './doorkeeper.js';
import { type IssuerOptions, IssuerTokens } from './issuer-tokens.js';
import { KeyUses } from './key-uses.js';
import { BudgetOptions, RequestBudgets } from './request-budgets.js';

export interface AccessOptions extends DoorkeeperOptions, BudgetOptions {
  /** Without one there are only keys. */
  readonly issuer: IssuerOptions | undefined;
}

/** `Access` and its `Doorkeeper` for a service that has the database. */
@Module({})
export class AccessModule {
  static forRoot({ issuer, failures, proxiesInFront, redis }: AccessOptions): DynamicModule {
    const tokens = issuer ? [{ provide: IssuerTokens, useFactory: () => new IssuerTokens(issuer) }] : [];
    return {
      module: AccessModule,
      global: true,
      providers: [
        Access,
        Doorkeeper,
        KeyUses,
        RequestBudgets,
        { provide: DoorkeeperOptions, useValue: { failures, proxiesInFront } satisfies DoorkeeperOptions },
        { provide: BudgetOptions, useValue: { redis } satisfies BudgetOptions },
        ...tokens,
      ],
      exports: [Access, Doorkeeper, RequestBudgets],
    };
  }
}
