import { expect, test } from 'vitest';
import { createScriptsApi } from './create-scripts-api';

test('a port that is kept for other services is said to be the reason', async () => {
    const api = createScriptsApi({ url: 'http://127.0.0.1:1', token: 't' });
    await expect(api.list()).rejects.toMatchObject({
        kind: 'offline',
        message: expect.stringContaining('has a port that is kept for other services') as string,
    });
});
