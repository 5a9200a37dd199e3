import type { ImportDeclaration } from '@flux-scripts/flux/ast/ast';

/** The name that an import is known under: its alias, or the last part of its path. */
export function packageName(declaration: ImportDeclaration): string {
    return declaration.as?.name ?? declaration.path.value.split('/').at(-1) ?? '';
}
