import * as vscode from 'vscode';
import { tokenProblem } from '../influxdb/token';
import type { InfluxDbError } from '../influxdb/scripts-api';
import type { Connection } from './connection';
import { connectionName } from './connection-name';
import type { ConnectionService } from './connection-service';
import { parseConnectionUrl } from './connection-url';
import { askPick, askText, back, type StepAnswer } from './input-step';
import { regions } from './regions';
import { askRemedy, tryConnection } from './try-connection';

/** What was entered so far; it is kept while the person goes back and forth. */
interface Draft {
    /** Chosen from the list of regions, or typed. */
    url: string;
    typedUrl: boolean;
    token: string;
    organization: string;
    acceptSelfSignedCertificate: boolean;
}

type StepName = 'region' | 'url' | 'token' | 'organization' | 'try';

const title = 'Flux Scripts: Add Connection';
const totalSteps = 3;

/**
 * Asks for URL, token and organization, tries them, and stores the connection when they work or when the person wants
 * it nevertheless. The new connection is in use afterwards. Undefined when the person left.
 */
export async function addConnection(connections: ConnectionService): Promise<Connection | undefined> {
    const draft: Draft = {
        url: '',
        typedUrl: false,
        token: '',
        organization: '',
        acceptSelfSignedCertificate: false,
    };
    const steps = {
        region: () => askRegion(draft),
        url: () => askUrl(draft),
        token: () => askToken(draft),
        organization: () => askOrganization(draft),
    };
    let step: StepName | 'save' | undefined = 'region';
    while (step !== undefined && step !== 'save') {
        step = step === 'try' ? await tryDraft(draft) : await steps[step]();
    }
    if (step === undefined) return undefined;
    const { url, token, acceptSelfSignedCertificate } = draft;
    const organization = draft.organization === '' ? undefined : draft.organization;
    const names = connections.all().map((connection) => connection.name);
    const added = await connections.add(
        {
            name: connectionName(url, organization, names),
            url,
            ...(organization === undefined ? {} : { organization }),
            ...(acceptSelfSignedCertificate ? { acceptSelfSignedCertificate } : {}),
        },
        token,
    );
    await connections.use(added);
    return added;
}

async function askRegion(draft: Draft): Promise<StepName | undefined> {
    const items = [
        { label: 'InfluxDB Cloud', kind: vscode.QuickPickItemKind.Separator, url: '' },
        ...regions.map(({ label, url }) => ({ label, description: new URL(url).host, url })),
        { label: 'Your own', kind: vscode.QuickPickItemKind.Separator, url: '' },
        { label: 'Other URL…', description: 'another server that speaks the scripts API', url: '' },
    ];
    const picked = await askPick({
        title,
        step: 1,
        totalSteps,
        placeholder: 'Where is your InfluxDB? The region is part of the address of its web page.',
        items,
    });
    if (picked === undefined || picked === back) return undefined;
    draft.typedUrl = picked.url === '';
    if (draft.typedUrl) return 'url';
    draft.url = picked.url;
    return 'token';
}

async function askUrl(draft: Draft): Promise<StepName | undefined> {
    const entered = await askText({
        title,
        step: 1,
        totalSteps,
        hasBack: true,
        prompt: 'The URL of the server. Only scheme, host and port are used.',
        placeholder: 'https://influxdb.example.com:8086',
        value: draft.url,
        check: (value) => {
            const url = parseConnectionUrl(value);
            if (!url.ok) return { error: url.problem };
            return url.warning === undefined ? {} : { warning: url.warning };
        },
    });
    return next(entered, 'region', 'token', (value) => {
        const url = parseConnectionUrl(value);
        if (!url.ok) return;
        if (url.origin !== draft.url) draft.acceptSelfSignedCertificate = false;
        draft.url = url.origin;
    });
}

async function askToken(draft: Draft): Promise<StepName | undefined> {
    const entered = await askText({
        title: `${title} (${new URL(draft.url).host})`,
        step: 2,
        totalSteps,
        prompt: "An API token that may read and write scripts. It is kept in VS Code's secret storage.",
        placeholder: 'API token',
        value: draft.token,
        password: true,
        check: checkToken,
    });
    return next(entered, draft.typedUrl ? 'url' : 'region', 'organization', (value) => {
        draft.token = value.trim();
    });
}

/** What is wrong with a token that is typed or pasted; the ends are trimmed. */
export function checkToken(value: string): { error?: string } {
    const problem = tokenProblem(value.trim());
    return problem === undefined ? {} : { error: problem };
}

async function askOrganization(draft: Draft): Promise<StepName | undefined> {
    const entered = await askText({
        title: `${title} (${new URL(draft.url).host})`,
        step: 3,
        totalSteps,
        prompt: 'The name or id of the organization. Optional: a token knows its own. Press Enter to test the connection.',
        placeholder: 'Organization (optional)',
        value: draft.organization,
        check: () => ({}),
    });
    return next(entered, 'token', 'try', (value) => {
        draft.organization = value.trim();
    });
}

async function tryDraft(draft: Draft): Promise<StepName | 'save' | undefined> {
    const { organization, ...options } = draft;
    const trial = await tryConnection({ ...options, ...(organization === '' ? {} : { organization }) });
    if (trial.works) return 'save';
    switch (await askRemedy(trial.error)) {
        case 'correct':
            return whereToCorrect(trial.error, draft);
        case 'accept-certificate':
            draft.acceptSelfSignedCertificate = true;
            return 'try';
        case 'save-anyway':
            return 'save';
        case 'leave':
            return undefined;
    }
}

/** The step in which this failure was most likely made. */
function whereToCorrect(error: InfluxDbError, draft: Draft): StepName {
    if (error.kind === 'unauthorized') return 'token';
    if (error.kind === 'invalid' || error.kind === 'cancelled') return 'organization';
    return draft.typedUrl ? 'url' : 'region';
}

/** Takes an answer and says which step comes next. */
function next(
    answer: StepAnswer<string>,
    before: StepName,
    after: StepName,
    take: (value: string) => void,
): StepName | undefined {
    if (answer === undefined) return undefined;
    if (answer === back) return before;
    take(answer);
    return after;
}
