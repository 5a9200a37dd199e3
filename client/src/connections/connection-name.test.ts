import { expect, test } from 'vitest';
import { connectionName } from './connection-name';

test('a connection is named after its organization and place, and told apart', () => {
    const url = 'https://eu-central-1-1.aws.cloud2.influxdata.com';
    expect(connectionName(url, undefined, [])).toBe('eu-central-1-1.aws');
    expect(connectionName(url, 'Sensors', [])).toBe('Sensors (eu-central-1-1.aws)');
    expect(connectionName('http://10.0.0.1:8086', undefined, ['10.0.0.1:8086', '10.0.0.1:8086 2'])).toBe(
        '10.0.0.1:8086 3',
    );
});
