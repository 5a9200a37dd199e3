import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ResultsLostError, ResultsStore, type StoredAnswer } from './results-store';

// The bundle as it ships, in a real worker.
const bundle = path.resolve('dist/results-worker.js');
const stores: ResultsStore[] = [];
const encoder = new TextEncoder();

function store(file = bundle): ResultsStore {
    const made = new ResultsStore(file);
    stores.push(made);
    return made;
}
const write = (answer: StoredAnswer, text: string): Promise<void> => answer.write(encoder.encode(text));
const begin = { table: 0, row: 0 };

afterEach(async () => {
    await Promise.all(stores.splice(0).map((made) => made.dispose()));
});

describe('the results worker', () => {
    it('parses and keeps several answers at the same time', async () => {
        const own = store();
        const [one, two] = [own.open(10), own.open(1)];
        await write(one, ',result,table,a\n,r,0,');
        await write(two, ',result,table,b\n,s,0,1\n,s,0,2\n');
        await write(one, '7\n');
        expect(await two.finish(true)).toMatchObject({ rows: 2, keptRows: 1, limitedBy: 'rows' });
        expect(await one.finish(true)).toEqual({ rows: 1, keptRows: 1, tables: 1, keptTables: 1 });
        expect((await one.page(begin)).slices[0]).toMatchObject({ result: 'r', rows: [['7']] });
        expect((await two.page(begin)).slices[0]).toMatchObject({ result: 's', rows: [['1']] });
    });
    it('takes a piece of a larger buffer and leaves the rest alone', async () => {
        const answer = store().open(10);
        const large = encoder.encode('XX,result,table,a\n,r,0,1\nYY');
        await answer.write(large.subarray(2, -2));
        expect(await answer.finish(true)).toMatchObject({ rows: 1 });
        expect(large.byteLength).toBe(27);
    });
    it('makes the sender wait while it has too much to parse', async () => {
        const answer = store().open(1);
        await write(answer, ',result,table,a\n');
        let settled = false;
        const row = `,r,0,${'x'.repeat(90)}\n`;
        const sent = write(answer, row.repeat(80_000)).then(() => (settled = true));
        await Promise.resolve();
        expect(settled).toBe(false);
        await sent;
        expect(answer.rows).toBe(80_000);
    });
    it('says early that an answer cannot be read', async () => {
        const answer = store().open(1);
        await write(answer, '<html>'.repeat(1_000_000));
        expect(answer.unreadable).toBe(true);
        expect((await answer.finish(true)).unreadable).toMatch(/found HTML/);
    });
    it('gives no rows of a dropped answer', async () => {
        const answer = store().open(1);
        await write(answer, ',result,table,a\n,r,0,1\n');
        await answer.finish(true);
        answer.drop();
        await expect(answer.page(begin)).rejects.toThrow(ResultsLostError);
    });
});

describe('the death of the worker', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'results-store-'));
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    it('rejects what waits, and the next answer gets a new worker', async () => {
        const file = path.join(folder, 'mortal.js');
        // The real worker, which dies when it is asked for table 13.
        writeFileSync(
            file,
            `require('node:worker_threads').parentPort.on('message', (m) => {
                if (m.type === 'page' && m.from.table === 13) process.exit(1);
            });
            require(${JSON.stringify(bundle)});`,
        );
        const own = store(file);
        const answer = own.open(10);
        await write(answer, ',result,table,a\n,r,0,1\n');
        await answer.finish(true);
        await expect(answer.page({ table: 13, row: 0 })).rejects.toThrow(/no longer kept/);
        await expect(answer.page(begin)).rejects.toThrow(ResultsLostError);
        const next = own.open(10);
        await write(next, ',result,table,a\n,r,0,1\n');
        expect(await next.finish(true)).toMatchObject({ rows: 1 });
    });
    it('because the bundle is missing is an ordinary error', async () => {
        const answer = store(path.join(folder, 'missing.js')).open(1);
        await expect(answer.finish(true)).rejects.toThrow(ResultsLostError);
    });
});
