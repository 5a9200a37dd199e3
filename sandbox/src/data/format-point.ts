import type { FieldValue, Point } from './point';

/** A point as a line of line protocol with its time in nanoseconds; readLineProtocol gives the same point back. */
export function formatPoint({ measurement, tags, field, time, value }: Point): string {
    const named = Object.entries(tags).map(([key, tag]) => `,${escapeTag(key)}=${escapeTag(tag)}`);
    const name = measurement.replace(/[, ]/g, '\\$&');
    return `${name}${named.join('')} ${escapeTag(field)}=${formatFieldValue(value)} ${time}`;
}

function escapeTag(text: string): string {
    return text.replace(/[,= ]/g, '\\$&');
}

function formatFieldValue({ type, value }: FieldValue): string {
    switch (type) {
        case 'string':
            return `"${value.replace(/["\\]/g, '\\$&')}"`;
        case 'int':
            return `${value}i`;
        case 'uint':
            return `${value}u`;
        case 'float':
            return Object.is(value, -0) ? '-0' : String(value);
        case 'bool':
            return String(value);
    }
}
