/** `stddev` and `skew`: how values scatter around their mean. */
import type { BuiltinFunction } from '../../engine/builtin';
import type { Column } from '../../engine/column';
import { FluxError } from '../../engine/flux-error';
import { nullOf } from '../../engine/values';
import type { Aggregate } from './aggregate';
import { aggregate } from './aggregate';
import { numbersOf } from './numbers-of';

/** `stddev(column:, mode:)`. */
export const stddev: BuiltinFunction = {
    package: 'universe',
    name: 'stddev',
    signature: '(<-tables: stream[A], ?column: string, ?mode: string) => stream[B]',
    summary: 'The standard deviation of the values of each table, of a sample or of the population.',
    run: (args, site) => {
        const mode = args.optionalString('mode', 'sample');
        if (mode !== 'sample' && mode !== 'population') {
            throw new FluxError(`${JSON.stringify(mode)} is not a valid standard deviation mode`);
        }
        return aggregate(args, site, (column) =>
            fromMoments(column, ({ count, squares }) => {
                const degrees = mode === 'sample' ? count - 1 : count;
                return degrees < 1 ? NaN : Math.sqrt(squares / degrees);
            }),
        );
    },
};

/** `skew(column:)`. */
export const skew: BuiltinFunction = {
    package: 'universe',
    name: 'skew',
    signature: '(<-tables: stream[A], ?column: string) => stream[B]',
    summary: 'The skewness of the values of each table.',
    run: (args, site) =>
        aggregate(args, site, (column) =>
            fromMoments(column, ({ count, squares, cubes }) =>
                count < 2 ? NaN : (Math.sqrt(count) * cubes) / squares ** 1.5,
            ),
        ),
};

/** Sums over the distances from the mean, to the second and to the third power. */
interface Moments {
    readonly count: number;
    readonly squares: number;
    readonly cubes: number;
}

/** Null for a column without values; undefined for one of another type than numbers. */
function fromMoments(column: Column, compute: (moments: Moments) => number): Aggregate | undefined {
    const values = numbersOf(column);
    if (!values) return undefined;
    if (values.length === 0) return { type: 'float', value: nullOf('float') };
    return { type: 'float', value: compute(momentsOf(values)) };
}

/** In one pass by Welford's update, so that large values that differ little lose no digits. */
function momentsOf(values: Float64Array): Moments {
    let count = 0;
    let mean = 0;
    let squares = 0;
    let cubes = 0;
    for (const value of values) {
        const before = count++;
        const delta = value - mean;
        const step = delta / count;
        const term = delta * step * before;
        cubes += term * step * (count - 2) - 3 * step * squares;
        squares += term;
        mean += step;
    }
    return { count, squares, cubes };
}
