import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differingParts, isSameState, planSync, writesUnasked, type Outcome, type ScriptState } from './plan';

const state = (script: string): ScriptState => ({ name: 'n', description: 'd', script });
const [x, y, z] = [state('x'), state('y'), state('z')];
const none = undefined;
type Side = ScriptState | undefined;

describe('every row of the table', () => {
    const rows: [base: Side, local: Side, remote: Side, linked: boolean, outcome: Outcome][] = [
        [x, x, x, true, 'in-sync'],
        [x, y, y, true, 'adopt'],
        [none, y, y, true, 'adopt'],
        [none, y, y, false, 'adopt'],
        [x, none, none, true, 'drop-base'],
        [x, y, x, true, 'push'],
        [x, x, y, true, 'pull'],
        [x, y, z, true, 'conflict'],
        [none, y, none, false, 'create'],
        [none, none, y, false, 'fetch'],
        [none, none, y, true, 'fetch'],
        [none, y, z, false, 'same-name'],
        [none, y, z, true, 'unknown-base'],
        [x, none, x, true, 'deleted-locally'],
        [x, x, none, true, 'deleted-remotely'],
        [x, y, none, true, 'edited-here-deleted-there'],
        [none, y, none, true, 'edited-here-deleted-there'],
        [x, none, y, true, 'deleted-here-edited-there'],
        [none, none, none, false, 'in-sync'],
    ];
    const letter = (side: Side) => side?.script ?? 'none';
    for (const [base, local, remote, linked, outcome] of rows) {
        const name = [base, local, remote].map(letter).join(' | ') + (linked ? ' linked' : '');
        test(`${name} → ${outcome}`, () => {
            expect(planSync({ base, local, remote, linked })).toBe(outcome);
        });
    }
});

test('text is compared canonically, name and description exactly', () => {
    expect(isSameState(state('a\r\nb\r\n'), state('\uFEFFa\nb'))).toBe(true);
    expect(isSameState(x, { ...x, name: 'N' })).toBe(false);
    expect(isSameState(x, { ...x, description: 'd ' })).toBe(false);
    expect(isSameState(x, none)).toBe(false);
});

test('a change of only the name or the description is a change', () => {
    expect(planSync({ base: x, local: x, remote: { ...x, name: 'm' }, linked: true })).toBe('pull');
    expect(planSync({ base: x, local: { ...x, description: 'e' }, remote: y, linked: true })).toBe(
        'conflict',
    );
    expect(differingParts(x, { name: 'm', description: 'e', script: 'y' })).toEqual([
        'text',
        'name',
        'description',
    ]);
});

const side = fc.option(
    fc.record({
        name: fc.constantFrom('n', 'm'),
        description: fc.constantFrom('d', 'e'),
        script: fc.constantFrom('a', 'a\r\n', 'b', 'c'),
    }),
    { nil: undefined },
);

test('no changed side is overwritten without an explicit choice', () => {
    fc.assert(
        fc.property(side, side, side, fc.boolean(), (base, local, remote, linked) => {
            const outcome = planSync({ base, local, remote, linked });
            const writes = writesUnasked(outcome);
            // Overwriting is harmless only where the side is as both last knew it, or where there is nothing.
            if (writes === 'remote') expect(isSameState(remote, base)).toBe(true);
            if (writes === 'local') expect(local === undefined || isSameState(local, base)).toBe(true);
            if (outcome === 'in-sync' || outcome === 'adopt') expect(isSameState(local, remote)).toBe(true);
        }),
        { numRuns: 2000 },
    );
});

test('nothing is called deleted on the server while the server has it', () => {
    fc.assert(
        fc.property(side, side, side, fc.boolean(), (base, local, remote, linked) => {
            const outcome = planSync({ base, local, remote, linked });
            const saysDeleted = outcome === 'deleted-remotely' || outcome === 'edited-here-deleted-there';
            expect(saysDeleted && remote !== undefined).toBe(false);
        }),
        { numRuns: 2000 },
    );
});
