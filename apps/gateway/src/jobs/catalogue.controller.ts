import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { catalogue } from '@polyspool/contracts/catalogue';
import { jsonSchema } from '../http/api-schemas.js';

/** Every job kind as data: what a client or a form needs to know of it. */
@ApiTags('jobs')
@Controller('v1/catalogue')
export class CatalogueController {
  @Get()
  list() {
    const items = [...catalogue.values()].map(({ name, input, output, ...contract }) => ({
      type: name,
      ...contract,
      input: jsonSchema(input, 'input'),
      output: jsonSchema(output, 'output'),
    }));
    return { items };
  }
}
