import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ForOperators } from '@polyspool/service/for-operators';

export const forAdmins = 'for administrators';

/** A route that only administrators may use, not operators. */
export const ForAdmins = () => applyDecorators(ForOperators(), SetMetadata(forAdmins, true));
