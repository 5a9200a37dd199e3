import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

interface Manifest {
    contributes: {
        commands: { command: string; title: string; category: string }[];
        menus: Record<string, { command: string }[]>;
        viewsWelcome: { contents: string }[];
    };
}

const source = path.dirname(fileURLToPath(import.meta.url));
const { contributes } = JSON.parse(readFileSync(path.join(source, '../../package.json'), 'utf8')) as Manifest;
const declared = contributes.commands.map(({ command }) => command);

/** The keys of every command table, found in the text: the tables themselves need VS Code to be made. */
function offered(): string[] {
    return readdirSync(source, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
        .flatMap((file) => {
            const text = readFileSync(path.join(source, file), 'utf8');
            return [...text.matchAll(/^\s*(?:\{ )?'(fluxScripts\.\w+)':/gm)].map(([, id]) => id ?? '');
        });
}

describe('the command tables and the manifest', () => {
    test('every offered command is declared, and every declared command is offered, once', () => {
        expect(offered().sort()).toEqual([...declared].sort());
    });

    test('every command has a title and the category', () => {
        for (const { title, category } of contributes.commands) {
            expect(title).toMatch(/^[A-Z]/);
            expect(category).toBe('Flux Scripts');
        }
    });

    test('menus and welcome views name declared commands only', () => {
        const inMenus = Object.values(contributes.menus).flatMap((items) =>
            items.map(({ command }) => command),
        );
        const inViews = contributes.viewsWelcome.flatMap(({ contents }) =>
            [...contents.matchAll(/\(command:(fluxScripts\.\w+)/g)].map(([, id]) => id ?? ''),
        );
        expect([...inMenus, ...inViews].filter((id) => !declared.includes(id))).toEqual([]);
    });
});
