import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { catalogue } from '@polyspool/contracts/catalogue';
import type { Person } from '@polyspool/database/people';
import { By } from '../access/key-guard.js';
import { jsonSchema } from '../http/api-schemas.js';
import { mayAskFor } from './may-ask-for.js';

/** Every job kind that the caller may ask for, as data: what a client or a form needs to know of it. */
@ApiTags('jobs')
@Controller('v1/catalogue')
export class CatalogueController {
  @Get()
  list(@By() by: Person) {
    const contracts = [...catalogue.values()].filter((contract) => mayAskFor(by, contract));
    const items = contracts.map(({ name, input, output, ...contract }) => ({
      type: name,
      ...contract,
      input: jsonSchema(input, 'input'),
      output: jsonSchema(output, 'output'),
    }));
    return { items };
  }
}
