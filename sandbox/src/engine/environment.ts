import type { AstLocation, Block, Expression } from '@flux-scripts/flux/ast/ast';
import type { Builtin } from './builtin';
import { BuiltinValue } from './builtin';
import type { Code } from './closure';
import { FluxError } from './flux-error';
import type { Runtime } from './runtime';
import { CallSite } from './runtime';
import type { Scope } from './scope';
import type { Value } from './values';

const nowhere: AstLocation = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

/** What a script can use without defining it: the standard library's functions and the packages it imports. */
export class Environment {
    private readonly packages = new Map<string, ReadonlyMap<string, Value>>();
    private readonly prelude: ReadonlyMap<string, Value>;

    constructor(
        private readonly builtins: readonly Builtin[],
        readonly runtime: Runtime,
        /** Injected, because expressions, calls and blocks contain each other. */
        readonly compile: (node: Expression, scope: Scope) => Code,
        readonly compileBlock: (node: Block, scope: Scope) => Code,
    ) {
        this.prelude = this.valuesOf('universe');
    }

    /** Makes the package of an import path known under a name. */
    import(name: string, path: string): void {
        this.packages.set(name, this.valuesOf(path));
    }

    /** A name of the prelude. Throws a FluxError when there is none; the checks before a run keep that from happening. */
    universe(name: string): Value {
        if (name === 'true' || name === 'false') return name === 'true';
        const value = this.prelude.get(name);
        if (value === undefined) throw new FluxError(`undefined identifier ${name}`);
        return value;
    }

    /** A member of an imported package; undefined when the name is no package. */
    packageMember(name: string, member: string): Value | undefined {
        const members = this.packages.get(name);
        if (!members) return undefined;
        const value = members.get(member);
        if (value === undefined) throw new FluxError(`the sandbox does not have "${name}.${member}"`);
        return value;
    }

    private valuesOf(path: string): ReadonlyMap<string, Value> {
        const members = this.builtins.filter((builtin) => builtin.package === path);
        return new Map(
            members.map((builtin) => [
                builtin.name,
                'value' in builtin
                    ? builtin.value
                    : new BuiltinValue(builtin, new CallSite(this.runtime, builtin.name, nowhere)),
            ]),
        );
    }
}
