import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ForecastQualityList } from '@polyspool/contracts/fleet';
import { Database } from '@polyspool/database/database';
import { quantilesOf } from '@polyspool/database/learned-rates';
import { forecastErrors, learnedRates } from '@polyspool/database/step-rates';
import { ForOperators } from '@polyspool/service/for-operators';

@ApiTags('admin')
@ForOperators()
@Controller('v1/admin/forecasts')
export class ForecastsController {
  constructor(private readonly database: Database) {}

  /** How far first forecasts were from what came, and what was learned of each step. */
  @Get()
  @ApiOkResponse({ standardSchema: ForecastQualityList })
  async list(): Promise<ForecastQualityList> {
    const [errors, rates] = await Promise.all([forecastErrors(this.database), learnedRates(this.database)]);
    const ratiosOf = new Map(errors.map(({ type, ratios }) => [type, ratios]));
    const types = [...new Set([...ratiosOf.keys(), ...rates.map(({ type }) => type)])].toSorted();
    const items = types.map((type) => {
      const ratios = ratiosOf.get(type) ?? [];
      return {
        type,
        compared: ratios.length,
        ratio: ratios.length ? quantilesOf(ratios) : undefined,
        rates: rates
          .filter((rate) => rate.type === type)
          .map(({ step, unit, samples }) => ({
            step,
            unit,
            samples: samples.length,
            secondsPerUnit: quantilesOf(samples),
          })),
      };
    });
    return { items };
  }
}
