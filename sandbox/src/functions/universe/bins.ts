/** `linearBins` and `logarithmicBins`: bounds for `histogram`. */
import type { Arguments } from '../../engine/arguments';
import type { BuiltinFunction } from '../../engine/builtin';
import { FluxError } from '../../engine/flux-error';
import type { CallSite } from '../../engine/runtime';
import { typeName } from '../../engine/value-types';
import { ArrayValue } from '../../engine/values';

/** `linearBins(start:, width:, count:, infinity:)`. */
export const linearBins: BuiltinFunction = {
    package: 'universe',
    name: 'linearBins',
    signature: '(count: int, start: float, width: float, ?infinity: bool) => [float]',
    summary: 'Bounds for histogram that lie equally far apart.',
    run: (args, site) => {
        const width = floatOf(args, 'width');
        return bins(args, site, (bound) => bound + width);
    },
};

/** `logarithmicBins(start:, factor:, count:, infinity:)`. */
export const logarithmicBins: BuiltinFunction = {
    package: 'universe',
    name: 'logarithmicBins',
    signature: '(count: int, factor: float, start: float, ?infinity: bool) => [float]',
    summary: 'Bounds for histogram that grow by a factor.',
    run: (args, site) => {
        const factor = floatOf(args, 'factor');
        return bins(args, site, (bound) => bound * factor);
    },
};

/** `count` bounds, and infinity behind them unless the call says otherwise. */
function bins(args: Arguments, { runtime }: CallSite, next: (bound: number) => number): ArrayValue {
    const count = Number(args.int('count'));
    if (count < 0) throw new FluxError('count must not be negative');
    const infinity = args.optionalBool('infinity', true);
    runtime.budget.rows(count + 1);
    const bounds: number[] = [];
    let bound = floatOf(args, 'start');
    for (let i = 0; i < count; i++) {
        runtime.budget.tick();
        bounds.push(bound);
        bound = next(bound);
    }
    if (infinity) bounds.push(Number.POSITIVE_INFINITY);
    return new ArrayValue(bounds);
}

function floatOf(args: Arguments, name: string): number {
    const value = args.value(name);
    if (typeof value === 'number') return value;
    throw new FluxError(`${name} must be a float, got ${typeName(value)}`);
}
