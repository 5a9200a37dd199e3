import type { BuiltinFunction } from '../../engine/builtin';
import type { CallSite } from '../../engine/runtime';
import { TableStream } from '../../engine/table-stream';
import { Duration } from '../../engine/duration';
import { FluxError } from '../../engine/flux-error';
import type { NamedArguments, Value } from '../../engine/values';
import { ArrayValue, FunctionValue } from '../../engine/values';
import { callBuiltin } from '../call-builtin';
import { mean, sum } from '../universe/aggregate';
import { aggregateWindow } from '../universe/aggregate-window';
import { derivative } from '../universe/derivative';
import { group } from '../universe/group';

/**
 * `aggregate.rate(every:, groupColumns:, unit:)`: how fast counters grow. Made of other functions as the standard
 * library is: the growth per unit, its mean in each window and series, and the sum over the series of a group.
 */
export const aggregateRate: BuiltinFunction = {
    package: 'experimental/aggregate',
    name: 'rate',
    signature:
        '(<-tables: stream[A], every: duration, ?groupColumns: [string], ?unit: duration) => stream[B]',
    summary: 'The mean growth of counters per unit in each window of time, summed over groups.',
    run: (args, site) => {
        const unit = args.optionalDuration('unit', new Duration(0n, 1_000_000_000n));
        const every = args.duration('every');
        const fn = new MeanOfSeries(args.optionalStrings('groupColumns', []), site);
        const growth = callBuiltin(derivative, { tables: args.stream(), nonNegative: true, unit }, site);
        return callBuiltin(aggregateWindow, { tables: growth, every, fn }, site);
    },
};

/** Takes windows: the mean of each series, and the sum of the means of those that share the columns. */
class MeanOfSeries extends FunctionValue {
    readonly pipeParameter = 'tables';

    constructor(
        private readonly groupColumns: readonly string[],
        private readonly site: CallSite,
    ) {
        super();
    }

    call(args: NamedArguments): Value {
        const windows = args.get('tables');
        if (!(windows instanceof TableStream)) throw new FluxError('rate must be given windows');
        const means = callBuiltin(mean, { tables: windows }, this.site);
        // The bounds of the windows stay in the group key.
        const columns = new ArrayValue([...new Set([...this.groupColumns, '_start', '_stop'])]);
        return callBuiltin(
            sum,
            { tables: callBuiltin(group, { tables: means, columns }, this.site) },
            this.site,
        );
    }
}
