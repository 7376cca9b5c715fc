import { SetMetadata } from '@nestjs/common';

export const openToAll = 'open to all';

/** A route that needs no key, where the others do. */
export const OpenToAll = () => SetMetadata(openToAll, true);
