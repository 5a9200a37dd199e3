/** `buckets` and the functions of the package `influxdata/influxdb`, which are those of the prelude. */
import type { BuiltinFunction } from '../../engine/builtin';
import { ConstantColumn, StringColumn } from '../../engine/column';
import { GroupKey } from '../../engine/group-key';
import type { CallSite } from '../../engine/runtime';
import type { LabelledColumn } from '../../engine/table';
import { Table } from '../../engine/table';
import { organization } from '../../store/organization';
import { from } from '../universe/from';

const oneServer = 'leave it out: the sandbox is one server with one organization';

/** `buckets()`: one table with a row for each bucket. Buckets of the sandbox keep their points for ever. */
const buckets: BuiltinFunction = {
    package: 'universe',
    name: 'buckets',
    signature:
        '(?host: string, ?org: string, ?orgID: string, ?token: string) => stream[{retentionPeriod: int, ' +
        'retentionPolicy: string, organizationID: string, id: string, name: string}]',
    summary: 'Lists the buckets of the sandbox.',
    refuses: { host: oneServer, org: oneServer, orgID: oneServer, token: oneServer },
    run: (_, site) => site.stream({ parents: [], bounds: undefined, compute: () => [bucketTable(site)] }),
};

const path = 'influxdata/influxdb';

export const influxdbFunctions: readonly BuiltinFunction[] = [
    buckets,
    { ...buckets, package: path },
    { ...from, package: path },
];

function bucketTable({ runtime }: CallSite): Table {
    const rows = [...runtime.buckets].sort((a, b) => (a.name < b.name ? -1 : 1));
    const texts = (label: string, values: readonly string[]): LabelledColumn => ({
        label,
        column: new StringColumn(values, undefined),
    });
    const columns = [
        texts(
            'name',
            rows.map(({ name }) => name),
        ),
        texts(
            'id',
            rows.map(({ id }) => id),
        ),
        { label: 'organizationID', column: new ConstantColumn('string', organization.id, rows.length) },
        { label: 'retentionPolicy', column: new ConstantColumn('string', '', rows.length) },
        { label: 'retentionPeriod', column: new ConstantColumn('int', 0n, rows.length) },
    ];
    const key = { label: 'organizationID', type: 'string' as const, value: organization.id };
    return new Table(new GroupKey([key]), columns, rows.length);
}
