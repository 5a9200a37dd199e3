import type { Series, SeriesValues } from './bucket-data';
import type { FieldValue, Point } from './point';

/** InfluxDB's own names of the types, as its field type conflicts print them. */
const typeNames: Readonly<Record<FieldValue['type'], string>> = {
    float: 'float',
    int: 'integer',
    uint: 'unsigned',
    bool: 'boolean',
    string: 'string',
};

interface GrowingSeries {
    readonly measurement: string;
    readonly field: string;
    readonly tags: Readonly<Record<string, string>>;
    readonly type: FieldValue['type'];
    readonly times: bigint[];
    readonly values: FieldValue['value'][];
    /** The columns of what was added so far; undefined once a later point has come. */
    built: Series | undefined;
}

/** Collects points and gives them as series in columns. A point at a time that a series already has replaces it. */
export class SeriesTable {
    readonly #series = new Map<string, GrowingSeries>();
    /** Measurement and field to type: within a bucket a field of a measurement has one type. */
    readonly #types = new Map<string, FieldValue['type']>();
    #all: readonly Series[] | undefined;

    /** Takes one point. Gives InfluxDB's words for why it cannot, undefined when it was taken. */
    add(point: Point): string | undefined {
        const { measurement, field, value } = point;
        const typeKey = JSON.stringify([measurement, field]);
        const known = this.#types.get(typeKey);
        if (known !== undefined && known !== value.type) {
            return (
                `field type conflict: input field "${field}" on measurement "${measurement}" is type ` +
                `${typeNames[value.type]}, already exists as type ${typeNames[known]}`
            );
        }
        this.#types.set(typeKey, value.type);
        const series = this.#find(point);
        series.times.push(point.time);
        series.values.push(value.value);
        series.built = undefined;
        this.#all = undefined;
        return undefined;
    }

    /** Every series in order of its first point. The same array as last time when nothing was added since. */
    series(): readonly Series[] {
        this.#all ??= [...this.#series.values()].map((series) => (series.built ??= build(series)));
        return this.#all;
    }

    #find(point: Point): GrowingSeries {
        const tags = Object.entries(point.tags).sort(([a], [b]) => (a < b ? -1 : 1));
        const key = JSON.stringify([point.measurement, point.field, tags]);
        let series = this.#series.get(key);
        if (!series) {
            series = {
                measurement: point.measurement,
                field: point.field,
                tags: Object.fromEntries(tags),
                type: point.value.type,
                times: [],
                values: [],
                built: undefined,
            };
            this.#series.set(key, series);
        }
        return series;
    }
}

function build(series: GrowingSeries): Series {
    const order = inTimeOrder(series.times);
    const times = new BigInt64Array(new SharedArrayBuffer(order.length * 8));
    order.forEach((from, to) => (times[to] = series.times[from] ?? 0n));
    const { measurement, field, tags } = series;
    return { measurement, field, tags, times, values: column(series, order) };
}

/** Indexes of the points in ascending order of time, the last one of each time only. */
function inTimeOrder(times: readonly bigint[]): number[] {
    const order = times.map((_, index) => index);
    const timeOf = (index: number): bigint => times[index] ?? 0n;
    order.sort((a, b) => (timeOf(a) < timeOf(b) ? -1 : timeOf(a) > timeOf(b) ? 1 : a - b));
    return order.filter((index, at) => {
        const next = order[at + 1];
        return next === undefined || timeOf(next) !== timeOf(index);
    });
}

function column({ type, values }: GrowingSeries, order: readonly number[]): SeriesValues {
    if (type === 'string') return { type, data: order.map((index) => String(values[index])) };
    if (type === 'bool') {
        const data = new Uint8Array(new SharedArrayBuffer(order.length));
        order.forEach((from, to) => (data[to] = values[from] === true ? 1 : 0));
        return { type, data };
    }
    const buffer = new SharedArrayBuffer(order.length * 8);
    if (type === 'float') {
        const data = new Float64Array(buffer);
        order.forEach((from, to) => (data[to] = Number(values[from])));
        return { type, data };
    }
    const data = type === 'int' ? new BigInt64Array(buffer) : new BigUint64Array(buffer);
    order.forEach((from, to) => (data[to] = BigInt(values[from] ?? 0)));
    return { type, data } as SeriesValues;
}
