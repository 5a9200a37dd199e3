/** `/api/v2/tasks`: the sandbox has no tasks, so no script is run by one. */
import type { Answer } from './call';

export function listTasks(): Answer {
    return { status: 200, json: { links: { self: '/api/v2/tasks' }, tasks: [] } };
}
