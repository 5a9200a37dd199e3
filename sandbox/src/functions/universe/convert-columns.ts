/** `toInt`, `toUInt`, `toFloat`, `toString`, `toBool` and `toTime`: the column `_value` turned into another type. */
import { Arguments } from '../../engine/arguments';
import type { BuiltinFunction } from '../../engine/builtin';
import type { CallSite } from '../../engine/runtime';
import type { NamedArguments, Value } from '../../engine/values';
import { ExtendedRecord, FunctionValue, RecordValue, unknownNull } from '../../engine/values';
import { toBool, toFloat, toInt, toString, toTime, toUInt } from './convert';
import { map } from './map';

/** `(r) => ({r with _value: convert(v: r._value)})`. */
class ValueConversion extends FunctionValue {
    readonly pipeParameter = undefined;

    constructor(
        private readonly convert: BuiltinFunction,
        private readonly site: CallSite,
    ) {
        super();
    }

    call(args: NamedArguments): Value {
        const row = args.get('r');
        if (!(row instanceof RecordValue)) return unknownNull;
        const converted = new Arguments(new Map([['v', row.get('_value') ?? unknownNull]]));
        return new ExtendedRecord(row, ['_value'], [this.convert.run(converted, this.site)]);
    }
}

function columnConversion(name: string, convert: BuiltinFunction): BuiltinFunction {
    return {
        package: 'universe',
        name,
        signature: `(<-tables: stream[{B with _value: A}]) => stream[{B with _value: ${convert.name}, _value: A}]`,
        summary: `Turns the column _value into the type ${convert.name}.`,
        run: (args, site) =>
            map.run(
                new Arguments(
                    new Map<string, Value>([
                        ['tables', args.stream()],
                        ['fn', new ValueConversion(convert, site)],
                    ]),
                ),
                site,
            ),
    };
}

export const columnConversions: readonly BuiltinFunction[] = [
    columnConversion('toBool', toBool),
    columnConversion('toFloat', toFloat),
    columnConversion('toInt', toInt),
    columnConversion('toString', toString),
    columnConversion('toTime', toTime),
    columnConversion('toUInt', toUInt),
];
