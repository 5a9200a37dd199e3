import { ApiError } from './api-error';
import { createBucket, listBuckets } from './buckets';
import type { Handler } from './call';
import { health, ping } from './health';
import { invokeScript } from './invoke';
import { listOrganizations } from './organizations';
import { runQuery } from './query';
import { getScriptParams } from './script-params';
import { createScript, deleteScript, getScript, listScripts, updateScript } from './scripts';
import { listTasks } from './tasks';
import { writePoints } from './write';

interface Route {
    readonly method: string;
    /** A part that begins with a colon takes anything but a slash. */
    readonly path: string;
    readonly handler: Handler;
    /** Answered without a token. */
    readonly open?: true;
}

const routes: readonly Route[] = [
    { method: 'GET', path: '/api/v2/scripts', handler: listScripts },
    { method: 'POST', path: '/api/v2/scripts', handler: createScript },
    { method: 'GET', path: '/api/v2/scripts/:id', handler: getScript },
    { method: 'PATCH', path: '/api/v2/scripts/:id', handler: updateScript },
    { method: 'DELETE', path: '/api/v2/scripts/:id', handler: deleteScript },
    { method: 'GET', path: '/api/v2/scripts/:id/params', handler: getScriptParams },
    { method: 'POST', path: '/api/v2/scripts/:id/invoke', handler: invokeScript },
    { method: 'POST', path: '/api/v2/query', handler: runQuery },
    { method: 'POST', path: '/api/v2/write', handler: writePoints },
    { method: 'GET', path: '/api/v2/buckets', handler: listBuckets },
    { method: 'POST', path: '/api/v2/buckets', handler: createBucket },
    { method: 'GET', path: '/api/v2/orgs', handler: listOrganizations },
    { method: 'GET', path: '/api/v2/tasks', handler: listTasks },
    { method: 'GET', path: '/health', handler: health, open: true },
    { method: 'GET', path: '/ping', handler: ping, open: true },
];

export interface FoundRoute {
    readonly handler: Handler;
    readonly path: Readonly<Record<string, string>>;
    readonly open: boolean;
}

/** The route of a method and path. Throws a 404, or a 405 that names the methods that there are. */
export function findRoute(method: string, pathname: string): FoundRoute {
    const matches = routes.flatMap((route) => {
        const path = matchPath(route.path, pathname);
        return path ? [{ route, path }] : [];
    });
    const match = matches.find(({ route }) => route.method === method);
    if (match) return { handler: match.route.handler, path: match.path, open: match.route.open === true };
    if (matches.length === 0) throw new ApiError('not found', 'path not found');
    const allowed = matches.map(({ route }) => route.method).join(', ');
    throw new ApiError('method not allowed', `allow: ${allowed}`, { headers: { Allow: allowed } });
}

function matchPath(pattern: string, pathname: string): Record<string, string> | undefined {
    const parts = pathname.split('/');
    const wanted = pattern.split('/');
    if (parts.length !== wanted.length) return undefined;
    const found: Record<string, string> = {};
    for (const [at, want] of wanted.entries()) {
        const part = parts[at] ?? '';
        if (!want.startsWith(':')) {
            if (part !== want) return undefined;
        } else {
            const value = decode(part);
            if (value === undefined || value === '') return undefined;
            found[want.slice(1)] = value;
        }
    }
    return found;
}

function decode(part: string): string | undefined {
    try {
        return decodeURIComponent(part);
    } catch {
        return undefined;
    }
}
