import { afterAll, describe, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

/** A script that reads these lines; quotes of the CSV are written for Flux. */
function reading(lines: readonly string[], args = ''): string {
    const text = lines.join('\\n').replaceAll('"', '\\"');
    return `import "csv"\ncsv.from(csv: "${text}"${args})`;
}
const annotated = [
    '#datatype,string,long,dateTime:RFC3339,string,double,long,unsignedLong,boolean',
    '#group,false,false,false,true,false,false,false,false',
    '#default,_result,,,,,7,,',
    ',result,table,_time,h,_value,i,u,b',
    ',,0,2021-01-01T00:00:01Z,a,1.5,-9223372036854775808,18446744073709551615,true',
    ',,,2021-01-01T00:00:02.000000001Z,a,,,,',
    '',
    ',,1,2021-01-01T00:00:03Z,"b,""c""",+Inf,+3,3,F',
];

describe('annotated CSV', () => {
    it('becomes tables with types, group keys, defaults and nulls', async () => {
        expect(await flux.rows(reading(annotated))).toEqual([
            '[h=a] _time=00:00:01Z _value=1.5 i=-9223372036854775808 u=18446744073709551615 b=true',
            '[h=a] _time=00:00:02.000000001Z _value=null i=7 u=null b=null',
            '[h=b,"c"] _time=00:00:03Z _value=+Inf i=3 u=3 b=false',
        ]);
    });
    it('may have several blocks, blank lines, other annotations and a byte order mark', async () => {
        const block = (value: string, type: string) => [
            `#datatype,string,long,string,${type}`,
            '#comment,,,,',
            '#group,false,false,true,false',
            '#default,_result,,,',
            ',result,table,k,v',
            `,,0,${value},1`,
        ];
        const lines = [...block('x', 'long'), '', ...block('y', 'double')];
        expect(await flux.rows(reading(lines).replace('"#', '"\\xef\\xbb\\xbf#'))).toEqual([
            '[k=x] v=1',
            '[k=y] v=1.0',
        ]);
    });
    it('may have tables without rows; the defaults give their group key', async () => {
        const empty = [
            '#datatype,string,long,string,long',
            '#group,false,false,true,false',
            '#default,_result,0,x,',
            ',result,table,k,v',
        ];
        expect(await flux.rows(reading(empty))).toEqual(['[k=x]']);
        const [first, second, third, fourth] = empty;
        const more = [first, second, (third ?? '').replace('x', 'y'), fourth, ',,0,,5'].map(
            (line) => line ?? '',
        );
        expect(await flux.rows(reading([...empty, '', ...more]))).toEqual(['[k=x]', '[k=y] v=5']);
    });
    it('gives nothing for blank lines alone', async () => {
        expect(await flux.rows(reading(['', '', '']))).toEqual([]);
    });
    it('goes on as any stream', async () => {
        const script = `${reading(annotated)}
            |> range(start: 2021-01-01T00:00:00Z, stop: 2021-01-01T00:01:00Z) |> count()`;
        expect(await flux.rows(script)).toEqual([
            '[_start=00:00:00Z _stop=00:01:00Z h=a] _value=2',
            '[_start=00:00:00Z _stop=00:01:00Z h=b,"c"] _value=1',
        ]);
    });

    const [types = '', groups = '', defaults = '', header = '', row = ''] = annotated;
    it.each([
        [['a,b', '1,2'], 'missing expected annotation datatype; use mode: "raw"'],
        [[types, header, row], 'missing expected annotation group'],
        [[types, groups, header, row], 'missing expected annotation default'],
        [[types, groups, defaults], 'missing expected header row'],
        [[types, groups, `${defaults},`, header], 'failed to read annotations: wrong number of fields'],
        [[types, groups, defaults, `${header},x`], 'failed to read header row: wrong number of fields'],
        [[types, groups, defaults, header, ',,0,x'], 'wrong number of fields'],
        [[types, groups, defaults, header], 'missing table ID'],
        [
            [types, groups, defaults.replace('_result,', '_result,x'), header],
            'default Table ID is not an integer',
        ],
        [[types.replace('double', 'duration'), groups, defaults, header], 'unsupported data type "duration"'],
        [
            [types.replace('dateTime:RFC3339', 'dateTime:Kitchen'), groups, defaults, header],
            'dateTime:RFC3339',
        ],
        [[types, groups, defaults, header.replace('_value', 'h'), row], 'column "h" stands twice'],
        [
            [types, groups, defaults, header, row.replace('1.5', 'x')],
            'column "_value": "x" is no value of type float',
        ],
        [[types, groups, defaults, header, row.replace('18446744073709551615', '-1')], 'column "u"'],
        [
            [types, groups, defaults, header, row.replace('-9223372036854775808', '9223372036854775808')],
            'column "i"',
        ],
        [[types, groups, defaults, header, row.replace('true', 'yes')], 'column "b"'],
        [[types, groups, defaults, header, row.replace('2021-01-01T', '2021-')], 'column "_time"'],
        [[types, groups, defaults.replace('7', 'x'), header], 'column "i" has invalid default value'],
        [
            [...annotated, ...annotated.map((line) => line.replace('_result', 'other'))],
            'can only parse 1 result',
        ],
        [
            ['#datatype,string,string', '#group,true,true', '#default,,', ',error,reference', ',broken,1'],
            'error in csv.from(): broken',
        ],
        [[types, groups, defaults, header, row.replace('a,', '"a,')], 'closing quote'],
    ])('%# %j fails', async (lines, message) => {
        expect(await flux.failure(reading(lines))).toContain(message);
    });
});

describe('raw CSV', () => {
    it('becomes one table of strings; an empty cell is null', async () => {
        expect(await flux.rows(reading(['a,b', '1,x', ',"y, z"'], ', mode: "raw"'))).toEqual([
            '[] a=1 b=x',
            '[] a=null b=y, z',
        ]);
        expect(await flux.rows(reading(['a,b'], ', mode: "raw"'))).toEqual(['[]']);
    });
    it.each([
        [['a,b', '1'], 'wrong number of fields'],
        [['a,a', '1,2'], 'column "a" stands twice'],
    ])('%j fails', async (lines, message) => {
        expect(await flux.failure(reading(lines, ', mode: "raw"'))).toContain(message);
    });
});

it('needs a text, and refuses files', async () => {
    expect(await flux.failure('import "csv"\ncsv.from(csv: "")')).toContain(
        'must provide csv raw text or filename',
    );
    expect(await flux.failure('import "csv"\ncsv.from(file: "/etc/passwd")')).toContain(
        'the sandbox does not take the argument "file"',
    );
});
