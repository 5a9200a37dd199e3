/**
 * The packages `influxdata/influxdb/schema` and, under its old name, `influxdata/influxdb/v1`: what a bucket holds.
 * They are made of other functions as the standard library is.
 */
import type { Arguments } from '../../engine/arguments';
import type { BuiltinFunction } from '../../engine/builtin';
import { Duration } from '../../engine/duration';
import type { CallSite } from '../../engine/runtime';
import { Table } from '../../engine/table';
import { GroupKey } from '../../engine/group-key';
import { ColumnBuilder } from '../../engine/column-builder';
import type { TableStream } from '../../engine/table-stream';
import type { NamedArguments, Value } from '../../engine/values';
import { ArrayValue, FunctionValue, RecordValue } from '../../engine/values';
import { callBuiltin } from '../call-builtin';
import { distinct } from '../universe/distinct';
import { keep } from '../universe/columns';
import { filter } from '../universe/filter';
import { from } from '../universe/from';
import { group } from '../universe/group';
import { pivot } from '../universe/pivot';
import { range } from '../universe/range';

const predicateParameter =
    '?predicate: (r: {B with _stop: time, _start: time, _time: time, _value: A, _field: string, ' +
    '_measurement: string}) => bool, ?start: C, ?stop: D';
const measurementSignature = '(bucket: string, measurement: A, ?start: B, ?stop: C) => stream[D]';

type SchemaFunction = Omit<BuiltinFunction, 'package'>;

const functions: readonly SchemaFunction[] = [
    {
        name: 'fieldsAsCols',
        signature: '(<-tables: stream[A]) => stream[B]',
        summary: 'Makes a column of each field, in one row for each time.',
        run: (args, site) =>
            callBuiltin(
                pivot,
                {
                    tables: args.stream(),
                    rowKey: new ArrayValue(['_time']),
                    columnKey: new ArrayValue(['_field']),
                    valueColumn: '_value',
                },
                site,
            ),
    },
    {
        name: 'tagValues',
        signature: `(bucket: string, tag: string, ${predicateParameter}) => stream[E]`,
        summary: 'Lists the values of a tag in a bucket.',
        run: (args, site) => valuesOf(args, args.string('tag'), givenPredicate(args), site),
    },
    {
        name: 'measurementTagValues',
        signature: '(bucket: string, measurement: A, tag: string, ?start: B, ?stop: C) => stream[D]',
        summary: 'Lists the values of a tag in a measurement.',
        run: (args, site) => valuesOf(args, args.string('tag'), ofMeasurement(args), site),
    },
    {
        name: 'tagKeys',
        signature: `(bucket: string, ${predicateParameter}) => stream[E]`,
        summary: 'Lists the keys of the tags in a bucket, and the other columns of the group keys.',
        run: (args, site) => keysOf(args, givenPredicate(args), site),
    },
    {
        name: 'measurementTagKeys',
        signature: measurementSignature,
        summary: 'Lists the keys of the tags in a measurement, and the other columns of the group keys.',
        run: (args, site) => keysOf(args, ofMeasurement(args), site),
    },
    {
        name: 'fieldKeys',
        signature: `(bucket: string, ${predicateParameter}) => stream[E]`,
        summary: 'Lists the fields in a bucket.',
        run: (args, site) => valuesOf(args, '_field', givenPredicate(args), site),
    },
    {
        name: 'measurementFieldKeys',
        signature: measurementSignature,
        summary: 'Lists the fields in a measurement.',
        run: (args, site) => valuesOf(args, '_field', ofMeasurement(args), site),
    },
    {
        name: 'measurements',
        signature: '(bucket: string, ?start: A, ?stop: B) => stream[C]',
        summary: 'Lists the measurements in a bucket.',
        run: (args, site) => valuesOf(args, '_measurement', undefined, site),
    },
];

/** All functions of both packages. */
export const schemaFunctions: readonly BuiltinFunction[] = [
    'influxdata/influxdb/schema',
    'influxdata/influxdb/v1',
].flatMap((path) => functions.map((known) => ({ ...known, package: path })));

const thirtyDaysAgo = new Duration(0n, -30n * 86_400_000_000_000n);

function givenPredicate(args: Arguments): FunctionValue | undefined {
    return args.has('predicate') ? args.function('predicate') : undefined;
}

/** The rows of the bucket in the time range, by default of the last 30 days, that the predicate holds for. */
function rowsOf(args: Arguments, predicate: FunctionValue | undefined, site: CallSite): TableStream {
    const bounds: Record<string, Value> = { start: args.has('start') ? args.value('start') : thirtyDaysAgo };
    if (args.has('stop')) bounds['stop'] = args.value('stop');
    const source = callBuiltin(from, { bucket: args.string('bucket') }, site);
    const ranged = callBuiltin(range, { tables: source, ...bounds }, site);
    return predicate ? callBuiltin(filter, { tables: ranged, fn: predicate }, site) : ranged;
}

function valuesOf(
    args: Arguments,
    column: string,
    predicate: FunctionValue | undefined,
    site: CallSite,
): TableStream {
    const rows = rowsOf(args, predicate, site);
    const kept = callBuiltin(keep, { tables: rows, columns: new ArrayValue([column]) }, site);
    const having = site.stream({
        parents: [kept],
        bounds: kept.bounds,
        compute: () => kept.tables().filter((table) => table.column(column)),
    });
    return callBuiltin(distinct, { tables: callBuiltin(group, { tables: having }, site), column }, site);
}

/** The labels of the group keys, each once, in one table; no table when there is no data. */
function keysOf(args: Arguments, predicate: FunctionValue | undefined, site: CallSite): TableStream {
    const rows = rowsOf(args, predicate, site);
    return site.stream({
        parents: [rows],
        bounds: rows.bounds,
        compute: () => {
            const tables = rows.tables();
            const labels = new Set(tables.flatMap(({ key }) => key.columns.map(({ label }) => label)));
            if (tables.length === 0) return [];
            const builder = new ColumnBuilder('string');
            for (const label of labels) builder.append(label);
            const column = builder.finish();
            return [new Table(new GroupKey([]), [{ label: '_value', column }], column.length)];
        },
    });
}

/** `(r) => r._measurement == measurement`. */
class MeasurementIs extends FunctionValue {
    readonly pipeParameter = undefined;

    constructor(private readonly measurement: string) {
        super();
    }
    call(args: NamedArguments): Value {
        const row = args.get('r');
        return row instanceof RecordValue && row.get('_measurement') === this.measurement;
    }
}

function ofMeasurement(args: Arguments): FunctionValue {
    return new MeasurementIs(args.string('measurement'));
}
