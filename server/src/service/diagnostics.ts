import type { Analysis, FluxDiagnostic } from '@flux-scripts/flux/engine/port';
import type { NearDuplicate } from '@flux-scripts/flux/params/near-duplicate';
import { findNearDuplicates } from '@flux-scripts/flux/params/near-duplicate';
import type { Diagnostic } from 'vscode-languageserver';

const severities = { error: 1, warning: 2, information: 3, hint: 4 } as const;

/** Shown beside every diagnostic, so that a person knows who says it. */
const source = 'Flux Scripts';
/** Codes by which quick fixes and tests know a diagnostic of our own. */
export const diagnosticCodes = {
    engine: 'not-analyzed',
    nearDuplicate: 'near-duplicate-parameter',
} as const;

/**
 * What is to be said about a script: the type checker's findings and our own.
 * @param uri of the document, for the places that a finding relates to
 */
export function diagnosticsFor(analysis: Analysis, uri: string): Diagnostic[] {
    return [
        ...analysis.diagnostics.map(fromEngine),
        ...findNearDuplicates(analysis.params.parameters).flatMap((pair) => nearDuplicate(pair, uri)),
    ];
}

function fromEngine(finding: FluxDiagnostic): Diagnostic {
    const { range, message } = finding;
    const diagnostic = { range, message, severity: severities[finding.severity], source };
    return finding.source === 'engine' ? { ...diagnostic, code: diagnosticCodes.engine } : diagnostic;
}

function nearDuplicate({ suspect, likely }: NearDuplicate, uri: string): Diagnostic[] {
    const count = likely.uses.length;
    const message =
        `The parameter "${suspect.name}" may be a slip for "${likely.name}", ` +
        `which this script uses ${count === 1 ? 'once' : `${count} times`}.`;
    const related = likely.uses
        .slice(0, 1)
        .map(({ range }) => ({ location: { uri, range }, message: `"${likely.name}" is used here.` }));
    return suspect.uses.map((use) => ({
        range: use.nameRange,
        message,
        severity: severities.hint,
        code: diagnosticCodes.nearDuplicate,
        source,
        relatedInformation: related,
    }));
}
