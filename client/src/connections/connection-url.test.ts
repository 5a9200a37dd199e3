import { describe, expect, test } from 'vitest';
import { parseConnectionUrl } from './connection-url';

describe('the URL of a connection', () => {
    test.each([
        [
            'https://eu-central-1-1.aws.cloud2.influxdata.com',
            'https://eu-central-1-1.aws.cloud2.influxdata.com',
        ],
        ['  https://Example.COM:443/ ', 'https://example.com'],
        ['http://localhost:8086', 'http://localhost:8086'],
        ['http://127.0.0.1:9999/', 'http://127.0.0.1:9999'],
        ['http://[::1]:8086', 'http://[::1]:8086'],
        ['http://192.168.3.4:8086', 'http://192.168.3.4:8086'],
        ['http://172.31.0.1', 'http://172.31.0.1'],
        ['http://influxdb:8086', 'http://influxdb:8086'],
        ['http://nas.local:8086', 'http://nas.local:8086'],
    ])('%j is %j, without a warning', (text, origin) => {
        expect(parseConnectionUrl(text)).toEqual({ ok: true, origin });
    });

    test.each([
        ['http://influxdb.example.com:8086', /unencrypted/],
        ['http://172.32.0.1', /unencrypted/],
        ['http://8.8.8.8/x', /unencrypted/],
        ['https://cloud.example.com/orgs/0123?x=1', /Only https:\/\/cloud\.example\.com is used/],
        ['https://cloud.example.com/#top', /Only/],
    ])('%j is taken with a warning', (text, warning) => {
        const parsed = parseConnectionUrl(text);
        expect(parsed.ok && parsed.warning).toMatch(warning);
    });

    test.each([
        ['', /Enter the URL/],
        ['eu-central-1-1.aws.cloud2.influxdata.com', /must begin with/],
        ['ftp://example.com', /must begin with/],
        ['javascript:alert(1)', /must begin with/],
        ['https://', /not a URL/],
        ['https://exa mple.com', /not a URL/],
        ['https://example.com:99999', /not a URL/],
        ['https://me:secret@example.com', /user name and password/],
        ['https://me@example.com', /user name and password/],
        ['https://:secret@example.com', /user name and password/],
    ])('%j is refused', (text, problem) => {
        const parsed = parseConnectionUrl(text);
        expect(parsed.ok ? '' : parsed.problem).toMatch(problem);
    });
});
