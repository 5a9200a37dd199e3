import type { BuiltinConstant } from '../../engine/builtin';
import { Duration, infinite } from '../../engine/duration';
import type { Value } from '../../engine/values';
import { PlainRecord } from '../../engine/values';

/** `inf`: a duration longer than any query. */
export const inf: BuiltinConstant = {
    package: 'universe',
    name: 'inf',
    signature: 'duration',
    summary: 'A duration without end, for windows over everything.',
    value: infinite,
};

/** `location`: the option that windows are aligned with; always UTC here. */
export const location: BuiltinConstant = {
    package: 'universe',
    name: 'location',
    signature: '{zone: string, offset: duration}',
    summary: 'The time zone of windows; the sandbox has UTC.',
    value: new PlainRecord(
        new Map<string, Value>([
            ['zone', 'UTC'],
            ['offset', new Duration(0n, 0n)],
        ]),
    ),
};
