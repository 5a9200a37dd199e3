/**
 * Finds everything in a script that the sandbox does not run, before anything runs. A script that passed the type
 * checker uses only names that exist; so a name that neither the script nor the table of capabilities has is one of
 * the standard library that the sandbox lacks.
 */
import type {
    AstLocation,
    CallExpression,
    Expression,
    FluxFile,
    FunctionExpression,
    MemberExpression,
    Property,
    Statement,
} from '@flux-scripts/flux/ast/ast';
import { alternatives } from '../functions/alternatives';
import { builtins } from '../functions/capabilities';
import type { Builtin } from './builtin';
import { packageName } from './package-name';
import { Scope } from './scope';

/** One thing that the sandbox does not run. */
export interface Refusal {
    readonly location: AstLocation;
    /** For example: the sandbox does not run "pivot" yet. */
    readonly message: string;
}

/** Everything that the script uses and the sandbox does not have, in the order of the text. */
export function checkCapabilities(file: FluxFile, withParams: boolean): readonly Refusal[] {
    return new CapabilityCheck(file, withParams).run();
}

const alwaysThere: ReadonlySet<string> = new Set(['true', 'false']);

class CapabilityCheck {
    private readonly refusals: Refusal[] = [];
    /** The name that a package is imported under, to its path. */
    private readonly packages = new Map<string, string>();
    private readonly table: ReadonlyMap<string, Builtin>;

    constructor(
        private readonly file: FluxFile,
        private readonly withParams: boolean,
    ) {
        this.table = new Map(builtins.map((builtin) => [fullName(builtin.package, builtin.name), builtin]));
    }

    run(): readonly Refusal[] {
        const known = new Set(builtins.map((builtin) => builtin.package));
        for (const declaration of this.file.imports) {
            const path = declaration.path.value;
            if (known.has(path)) this.packages.set(packageName(declaration), path);
            else
                this.refuse(
                    declaration.location,
                    `the sandbox does not have the package "${path}" yet`,
                    path,
                );
        }
        const scope = new Scope(undefined);
        if (this.withParams) scope.declare('params');
        this.statements(this.file.body, scope);
        return this.refusals.sort((a, b) => order(a.location, b.location));
    }

    private statements(statements: readonly Statement[], scope: Scope): void {
        for (const statement of statements) this.statement(statement, scope);
    }

    private statement(statement: Statement, scope: Scope): void {
        switch (statement.type) {
            case 'ExpressionStatement':
                this.expression(statement.expression, scope);
                return;
            case 'ReturnStatement':
                this.expression(statement.argument, scope);
                return;
            case 'VariableAssignment':
                this.expression(statement.init, scope);
                scope.declare(statement.id.name);
                return;
            case 'OptionStatement': {
                const { assignment } = statement;
                this.expression(assignment.init, scope);
                if (assignment.type === 'MemberAssignment') {
                    this.refuse(assignment.location, 'the sandbox does not set options of packages');
                } else if (!['now', 'location'].includes(assignment.id.name))
                    scope.declare(assignment.id.name);
                return;
            }
            default:
                this.refuse(
                    statement.location,
                    `the sandbox does not run a ${words(statement.type)} in a script`,
                );
        }
    }

    private expression(node: Expression, scope: Scope): void {
        switch (node.type) {
            case 'Identifier':
                this.identifier(node.name, node.location, scope);
                return;
            case 'MemberExpression':
                this.member(node, scope);
                return;
            case 'FunctionExpression':
                this.function(node, scope);
                return;
            case 'CallExpression':
                this.call(node, scope);
                return;
            case 'PipeExpression':
                this.expression(node.argument, scope);
                this.call(node.call, scope);
                return;
            case 'ObjectExpression':
                if (node.with) this.identifier(node.with.name, node.with.location, scope);
                this.properties(node.properties, scope);
                return;
            default:
                for (const part of partsOf(node)) this.expression(part, scope);
        }
    }

    private properties(properties: readonly Property[], scope: Scope): void {
        for (const { key, value } of properties) {
            if (value) this.expression(value, scope);
            else if ('name' in key) this.identifier(key.name, key.location, scope);
        }
    }

    private identifier(name: string, location: AstLocation, scope: Scope): void {
        if (scope.find(name) || alwaysThere.has(name) || this.packages.has(name)) return;
        if (!this.table.has(fullName('universe', name))) this.lacks(location, name, name);
    }

    private member(node: MemberExpression, scope: Scope): void {
        const { object, property } = node;
        const path =
            object.type === 'Identifier' && !scope.find(object.name) && this.packages.get(object.name);
        if (!path) {
            if (object.type === 'Identifier' && this.isRefusedImport(object.name) && !scope.find(object.name))
                return;
            this.expression(object, scope);
            return;
        }
        const name = 'name' in property ? property.name : property.value;
        if (!this.table.has(fullName(path, name)))
            this.lacks(node.location, `${path}.${name}`, fullName(path, name));
    }

    /** Its import was refused already; its members need no refusal of their own. */
    private isRefusedImport(name: string): boolean {
        return (
            this.file.imports.some((declaration) => packageName(declaration) === name) &&
            !this.packages.has(name)
        );
    }

    private function(node: FunctionExpression, scope: Scope): void {
        const own = new Scope(scope);
        for (const { key, value } of node.params) {
            if (value && value.type !== 'PipeLiteral') this.expression(value, scope);
            own.declare('name' in key ? key.name : key.value);
        }
        if (node.body.type === 'Block') this.statements(node.body.body, own);
        else this.expression(node.body, own);
    }

    private call(node: CallExpression, scope: Scope): void {
        this.expression(node.callee, scope);
        const record = node.arguments?.[0];
        if (record?.type !== 'ObjectExpression') return;
        const refused = this.builtinOf(node.callee, scope)?.refuses ?? {};
        for (const property of record.properties) {
            const name = 'name' in property.key ? property.key.name : property.key.value;
            const instead = Object.hasOwn(refused, name) ? refused[name] : undefined;
            if (instead !== undefined) {
                this.refuse(
                    property.location,
                    `the sandbox does not take the argument "${name}": ${instead}`,
                );
            }
        }
        this.properties(record.properties, scope);
    }

    private builtinOf(callee: Expression, scope: Scope): Builtin | undefined {
        if (callee.type === 'Identifier') {
            return scope.find(callee.name) ? undefined : this.table.get(fullName('universe', callee.name));
        }
        if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return undefined;
        if (scope.find(callee.object.name)) return undefined;
        const path = this.packages.get(callee.object.name);
        const name = 'name' in callee.property ? callee.property.name : callee.property.value;
        return path === undefined ? undefined : this.table.get(fullName(path, name));
    }

    private lacks(location: AstLocation, name: string, key: string): void {
        this.refuse(location, `the sandbox does not run "${name}" yet`, key);
    }

    private refuse(location: AstLocation, message: string, key?: string): void {
        const instead = key === undefined ? undefined : alternatives.get(key);
        this.refusals.push({
            location,
            message: instead === undefined ? message : `${message}; nearest: ${instead}`,
        });
    }
}

function order({ start: a }: AstLocation, { start: b }: AstLocation): number {
    return a.line - b.line || a.column - b.column;
}

/** `pivot`, `array.map`: how a function is named in the table. */
function fullName(path: string, name: string): string {
    return path === 'universe' ? name : `${path}.${name}`;
}

/** `TestCaseStatement` → `test case statement`. */
function words(type: string): string {
    return type.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}

/** The expressions that a simple one is made of. */
function partsOf(node: Expression): readonly Expression[] {
    switch (node.type) {
        case 'ArrayExpression':
            return node.elements;
        case 'DictExpression':
            return node.elements.flatMap(({ key, val }) => [key, val]);
        case 'LogicalExpression':
        case 'BinaryExpression':
            return [node.left, node.right];
        case 'UnaryExpression':
            return [node.argument];
        case 'ParenExpression':
            return [node.expression];
        case 'ConditionalExpression':
            return [node.test, node.consequent, node.alternate];
        case 'IndexExpression':
            return [node.array, node.index];
        case 'StringExpression':
            return node.parts.flatMap((part) => (part.type === 'InterpolatedPart' ? [part.expression] : []));
        default:
            return [];
    }
}
