import { describe, expect, test } from 'vitest';
import { describeFailure } from './command-failure';
import { InfluxDbError } from './influxdb/scripts-api';
import { UserError } from './user-error';

describe('what a failed command shows', () => {
    test.each([
        new InfluxDbError('cancelled', 'Cancelled.'),
        Object.assign(new Error('Canceled'), { name: 'Canceled' }),
        new DOMException('aborted', 'AbortError'),
    ])('a cancellation shows nothing', (error) => {
        expect(describeFailure(error)).toBeUndefined();
    });

    test('a refused token offers a new one, for the right connection', () => {
        const error = new InfluxDbError('unauthorized', 'The token was refused.');
        error.connectionId = 'c1';
        expect(describeFailure(error)).toEqual({
            severity: 'error',
            message: 'The token was refused.',
            actions: [{ title: 'Enter New Token…', command: 'fluxScripts.enterToken', arguments: ['c1'] }],
            unexpected: false,
        });
    });

    test('what the person can set right is a warning with its own actions', () => {
        const actions = [{ title: 'Open', command: 'x' }];
        expect(describeFailure(new UserError('Open a Flux file first.', actions))).toEqual({
            severity: 'warning',
            message: 'Open a Flux file first.',
            actions,
            unexpected: false,
        });
    });

    test.each([new TypeError('x is undefined'), 'a string', undefined])(
        'a defect offers the log',
        (error) => {
            const failure = describeFailure(error);
            expect(failure?.unexpected).toBe(true);
            expect(failure?.actions.map(({ title }) => title)).toEqual(['Show Log']);
        },
    );
});
