import type { CallExpression, Expression } from '@flux-scripts/flux/ast/ast';
import { BuiltinValue } from './builtin';
import type { Code } from './closure';
import type { Environment } from './environment';
import { FluxError } from './flux-error';
import { CallSite, positions } from './runtime';
import type { Scope } from './scope';
import { typeName } from './value-types';
import type { Value } from './values';
import { FunctionValue } from './values';

/** `f(a: 1)` and, with `piped`, `x |> f(a: 1)`. */
export function compileCall(
    node: CallExpression,
    piped: Code | undefined,
    scope: Scope,
    environment: Environment,
    inner: (part: Expression) => Code,
): Code {
    const callee = inner(node.callee);
    const args = compileArguments(node, environment, scope);
    const { runtime } = environment;
    const site = new CallSite(runtime, calleeName(node.callee), node.location);
    return (frame) => {
        const left = piped?.(frame);
        const named = new Map<string, Value>();
        for (const { name, code } of args) named.set(name, code(frame));
        const target = callee(frame);
        if (!(target instanceof FunctionValue)) {
            throw new FluxError(`attempt to call a value of type ${typeName(target)}; expected function`);
        }
        if (left !== undefined) named.set(pipeParameter(target, site.name), left);
        try {
            return target instanceof BuiltinValue ? target.call(named, site) : target.call(named);
        } catch (error) {
            if (!(error instanceof FluxError) || runtime.phase === 'execute') throw error;
            throw error.within(`error calling function "${site.name}" @${positions(node.location)}`);
        }
    };
}

function pipeParameter(target: FunctionValue, name: string): string {
    if (target.pipeParameter !== undefined) return target.pipeParameter;
    throw new FluxError(`function "${name}" does not take a piped argument`);
}

function compileArguments(
    node: CallExpression,
    environment: Environment,
    scope: Scope,
): readonly { readonly name: string; readonly code: Code }[] {
    const record = node.arguments?.[0];
    if (record?.type !== 'ObjectExpression') return [];
    return record.properties.map(({ key, value, location }) => {
        const name = 'name' in key ? key.name : key.value;
        const expression = value ?? ({ type: 'Identifier', name, location } as const);
        return { name, code: environment.compile(expression, scope) };
    });
}

/** The function's name as the script writes it, for messages. */
export function calleeName(callee: Expression): string {
    if (callee.type === 'Identifier') return callee.name;
    if (callee.type !== 'MemberExpression') return '<unknown>';
    return 'name' in callee.property ? callee.property.name : callee.property.value;
}
