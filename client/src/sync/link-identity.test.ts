import { expect, test } from 'vitest';
import type { Script } from '@flux-scripts/contracts/scripts-api';
import type { Connection } from '../connections/connection';
import { identityOf, knownOrgID, linkIdentity } from './link-identity';

const cloud: Connection = { id: 'c', kind: 'server', name: 'Cloud', url: 'https://eu.example.com:8443' };
const sandbox: Connection = { id: 'sandbox', kind: 'sandbox', name: 'Sandbox', url: 'http://127.0.0.1:4711' };
const script = (orgID?: string): Script => ({
    id: '0123456789abcdef',
    name: 'n',
    description: 'd',
    script: 's',
    language: 'flux',
    ...(orgID === undefined ? {} : { orgID }),
});

test('a server is its host and its organization', () => {
    expect(linkIdentity(cloud, 'aaaabbbbccccdddd')).toEqual({
        key: 'eu.example.com:8443/aaaabbbbccccdddd',
        shared: true,
        orgID: 'aaaabbbbccccdddd',
    });
    expect(linkIdentity({ ...cloud, organization: 'plant' }, undefined).key).toBe(
        'eu.example.com:8443/plant',
    );
});

test('the sandbox is no port and is not shared', () => {
    expect(linkIdentity(sandbox, 'aaaabbbbccccdddd')).toMatchObject({ key: 'sandbox', shared: false });
});

test('the organization is taken from the scripts, then from the connection', () => {
    expect(knownOrgID(cloud, [script(), script('aaaabbbbccccdddd')])).toBe('aaaabbbbccccdddd');
    expect(knownOrgID({ ...cloud, organization: '1111222233334444' }, [])).toBe('1111222233334444');
    expect(knownOrgID({ ...cloud, organization: 'plant' }, [script()])).toBeUndefined();
});

test('an organization without scripts is known by the links of the file', async () => {
    const remote = { connection: cloud, scripts: () => Promise.resolve([]) };
    expect((await identityOf(remote, ['eu.example.com:8443/aaaa', 'us.example.com/bbbb'])).orgID).toBe(
        'aaaa',
    );
    expect(
        (await identityOf(remote, ['eu.example.com:8443/a', 'eu.example.com:8443/b'])).orgID,
    ).toBeUndefined();
    const withScripts = { connection: cloud, scripts: () => Promise.resolve([script('cccc')]) };
    expect((await identityOf(withScripts, ['eu.example.com:8443/aaaa'])).orgID).toBe('cccc');
});
