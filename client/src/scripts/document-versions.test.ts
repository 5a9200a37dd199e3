import { expect, test } from 'vitest';
import { DocumentVersions } from './document-versions';

const bytes = (text: string) => new TextEncoder().encode(text);

test('the time grows with every change, also when the length stays and the server clock goes back', () => {
    const versions = new DocumentVersions();
    const first = versions.stat('a', bytes('one'), '2024-01-02T00:00:00Z');
    expect(first).toMatchObject({ mtime: Date.parse('2024-01-02T00:00:00Z'), size: 3 });
    expect(versions.stat('a', bytes('one'), '2024-01-03T00:00:00Z').mtime).toBe(first.mtime);
    const second = versions.stat('a', bytes('two'), '2024-01-01T00:00:00Z');
    expect(second.mtime).toBe(first.mtime + 1);
    expect(versions.stat('a', bytes('one'), undefined).mtime).toBe(first.mtime + 2);
    expect(versions.stat('b', bytes('one'), undefined).mtime).toBe(0);
});
