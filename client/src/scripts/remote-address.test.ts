import { describe, expect, test } from 'vitest';
import { parseRemoteAddress, remoteAddress } from './remote-address';

const id = '0123456789abcdef';

describe('the address of a remote script', () => {
    test('holds connection, script and name, and is read back', () => {
        const address = remoteAddress('c1', { id, name: 'get last', language: 'flux' });
        expect(address).toEqual({ scheme: 'fluxscript', authority: 'c1', path: `/${id}/get last.flux` });
        expect(parseRemoteAddress(address)).toEqual({ connectionId: 'c1', scriptId: id });
    });

    test.each([
        ['../../etc/passwd', '.._.._etc_passwd.flux'],
        ['a/b\\c', 'a_b_c.flux'],
        ['..', 'script__.flux'],
        ['', 'script.flux'],
        ['line\nbreak\u202Egpj', 'line_break_gpj.flux'],
    ])('the name %j is shown as %j', (name, shown) => {
        const { path } = remoteAddress('c1', { id, name, language: 'flux' });
        expect(path).toBe(`/${id}/${shown}`);
    });

    test('other languages keep their own ending', () => {
        expect(remoteAddress('c1', { id, name: 'r', language: 'sql' }).path).toMatch(/\.sql$/);
        expect(remoteAddress('c1', { id, name: 'r', language: '../x' }).path).toMatch(/r\.txt$/);
    });

    test.each([
        { scheme: 'file', authority: 'c1', path: `/${id}/x.flux` },
        { scheme: 'fluxscript', authority: '', path: `/${id}/x.flux` },
        { scheme: 'fluxscript', authority: 'c1', path: `/${id}` },
        { scheme: 'fluxscript', authority: 'c1', path: '/XYZ/x.flux' },
        { scheme: 'fluxscript', authority: 'c1', path: `/${id}/a/b.flux` },
    ])('%j is none', (uri) => {
        expect(parseRemoteAddress(uri)).toBeUndefined();
    });
});
