/** The package `experimental/array`: the older name of `array`, with conversions of whole arrays. */
import { Arguments } from '../../engine/arguments';
import type { BuiltinFunction } from '../../engine/builtin';
import { ArrayValue } from '../../engine/values';
import { arrayFrom } from '../array/from';
import { arrayFunctions } from '../array/functions';
import { toBool, toDuration, toFloat, toInt, toString, toTime, toUInt } from '../universe/convert';

const path = 'experimental/array';

function conversion(name: string, convert: BuiltinFunction): BuiltinFunction {
    return {
        package: path,
        name,
        signature: `(<-arr: [A]) => [${convert.name}]`,
        summary: `Turns each element into the type ${convert.name}.`,
        run: (args, site) => {
            const converted = args.array('arr').map((element) => {
                site.runtime.budget.tick();
                return convert.run(new Arguments(new Map([['v', element]])), site);
            });
            return new ArrayValue(converted);
        },
    };
}

export const experimentalArrayFunctions: readonly BuiltinFunction[] = [
    ...[arrayFrom, ...arrayFunctions].map((same) => ({ ...same, package: path })),
    conversion('toBool', toBool),
    conversion('toDuration', toDuration),
    conversion('toFloat', toFloat),
    conversion('toInt', toInt),
    conversion('toString', toString),
    conversion('toTime', toTime),
    conversion('toUInt', toUInt),
];
