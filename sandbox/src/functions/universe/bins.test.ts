import { afterAll, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

async function bounds(call: string): Promise<string> {
    const rows = await flux.rows(
        `import "array"\narray.from(rows: [{_value: 0.0}]) |> histogram(bins: ${call}) |> keep(columns: ["le"])`,
    );
    return rows.map((row) => row.replace('[] le=', '')).join(' ');
}

it('linearBins adds a width, and infinity unless the call says otherwise', async () => {
    expect(await bounds('linearBins(start: 0.0, width: 2.5, count: 3)')).toBe('0.0 2.5 5.0 +Inf');
    expect(await bounds('linearBins(start: 0.0, width: 2.5, count: 3, infinity: false)')).toBe('0.0 2.5 5.0');
    expect(await bounds('linearBins(start: 0.0, width: 2.5, count: 0)')).toBe('+Inf');
});

it('logarithmicBins multiplies by a factor', async () => {
    expect(await bounds('logarithmicBins(start: 1.0, factor: 2.0, count: 4)')).toBe('1.0 2.0 4.0 8.0 +Inf');
    expect(await bounds('logarithmicBins(start: 1.0, factor: 2.0, count: 2, infinity: false)')).toBe(
        '1.0 2.0',
    );
});

it('both want floats and a count within the caps', async () => {
    expect(await flux.failure('x = linearBins(start: 0, width: 1.0, count: 1)')).toContain(
        'start must be a float, got int',
    );
    expect(await flux.failure('x = logarithmicBins(start: 1.0, factor: 2, count: 1)')).toContain(
        'factor must be a float, got int',
    );
    expect(await flux.failure('x = linearBins(start: 0.0, width: 1.0, count: -1)')).toContain(
        'count must not be negative',
    );
    expect(await flux.failure('x = linearBins(start: 0.0, width: 1.0, count: 1000000000)')).toContain(
        'the sandbox stops at 1000000 rows',
    );
});
