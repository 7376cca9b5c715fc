import { Query } from '@nestjs/common';
import { ApiGoneResponse, ApiOkResponse } from '@nestjs/swagger';
import { z } from 'zod';

/** What a link in a mail carries: signed, so that it is a link of ours. */
const LinkToken = z.strictObject({ token: z.string().max(1_000) });
export type LinkToken = z.output<typeof LinkToken>;

export const OfLink = () => Query({ schema: LinkToken });

const content = { 'text/html': { schema: { type: 'string' } } };

export const AnswersPage = () => ApiOkResponse({ description: 'A page', content });

export const AnswersPageOfOldLinks = () =>
  ApiGoneResponse({ description: 'A page: the link leads nowhere any longer', content });
