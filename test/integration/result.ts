/** One test of the integration suites, as it ended. */
export interface IntegrationTest {
    title: string;
    state: 'passed' | 'failed' | 'pending';
    durationMs: number;
    /** The stack, or the message where there is none. */
    error?: string;
}

/** What a run inside the extension host leaves behind. */
export interface IntegrationResult {
    passes: number;
    failures: number;
    pending: number;
    tests: IntegrationTest[];
}
