/**
 * The syntax tree as libflux's `parse` gives it. Only what is used is typed.
 * Locations: 1-based line, 1-based column in UTF-8 bytes, end exclusive.
 */
export interface AstPosition {
    readonly line: number;
    readonly column: number;
}
export interface AstLocation {
    readonly start: AstPosition;
    readonly end: AstPosition;
    readonly source?: string;
}
interface AstNode {
    readonly location: AstLocation;
    readonly errors?: readonly { readonly msg: string }[];
}

export interface FluxFile extends AstNode {
    readonly type: 'File';
    readonly package: { readonly name: Identifier } | null;
    readonly imports: readonly ImportDeclaration[];
    readonly body: readonly Statement[];
}
export interface ImportDeclaration extends AstNode {
    readonly type: 'ImportDeclaration';
    readonly as: Identifier | null;
    readonly path: StringLiteral;
}

export type Statement =
    | ExpressionStatement
    | VariableAssignment
    | OptionStatement
    | ReturnStatement
    | TestCaseStatement
    | BuiltinStatement
    | BadStatement;

export interface ExpressionStatement extends AstNode {
    readonly type: 'ExpressionStatement';
    readonly expression: Expression;
}
export interface VariableAssignment extends AstNode {
    readonly type: 'VariableAssignment';
    readonly id: Identifier;
    readonly init: Expression;
}
export interface MemberAssignment extends AstNode {
    readonly type: 'MemberAssignment';
    readonly member: MemberExpression;
    readonly init: Expression;
}
export interface OptionStatement extends AstNode {
    readonly type: 'OptionStatement';
    readonly assignment: VariableAssignment | MemberAssignment;
}
export interface ReturnStatement extends AstNode {
    readonly type: 'ReturnStatement';
    readonly argument: Expression;
}
export interface TestCaseStatement extends AstNode {
    readonly type: 'TestCaseStatement';
    readonly id: Identifier;
    readonly extends?: StringLiteral | null;
    readonly block: Block;
}
export interface BuiltinStatement extends AstNode {
    readonly type: 'BuiltinStatement';
    readonly id: Identifier;
}
export interface BadStatement extends AstNode {
    readonly type: 'BadStatement';
    readonly text: string;
}
export interface Block extends AstNode {
    readonly type: 'Block';
    readonly body: readonly Statement[];
}

export type Expression =
    | Identifier
    | ArrayExpression
    | DictExpression
    | FunctionExpression
    | LogicalExpression
    | ObjectExpression
    | MemberExpression
    | IndexExpression
    | BinaryExpression
    | UnaryExpression
    | PipeExpression
    | CallExpression
    | ConditionalExpression
    | StringExpression
    | ParenExpression
    | IntegerLiteral
    | UintLiteral
    | FloatLiteral
    | StringLiteral
    | DurationLiteral
    | BooleanLiteral
    | DateTimeLiteral
    | RegexpLiteral
    | PipeLiteral
    | BadExpression;

/** `name` may stand without `type` where only an identifier is possible. */
export interface Identifier extends AstNode {
    readonly type: 'Identifier';
    readonly name: string;
}
export interface ArrayExpression extends AstNode {
    readonly type: 'ArrayExpression';
    readonly elements: readonly Expression[];
}
export interface DictExpression extends AstNode {
    readonly type: 'DictExpression';
    readonly elements: readonly { readonly key: Expression; readonly val: Expression }[];
}
export interface FunctionExpression extends AstNode {
    readonly type: 'FunctionExpression';
    readonly params: readonly Property[];
    readonly body: Expression | Block;
}
export interface LogicalExpression extends AstNode {
    readonly type: 'LogicalExpression';
    readonly operator: 'and' | 'or';
    readonly left: Expression;
    readonly right: Expression;
}
export interface ObjectExpression extends AstNode {
    readonly type: 'ObjectExpression';
    readonly with?: Identifier | null;
    readonly properties: readonly Property[];
}
export interface Property extends AstNode {
    readonly type: 'Property';
    readonly key: Identifier | StringLiteral;
    readonly value: Expression | null;
}
export interface MemberExpression extends AstNode {
    readonly type: 'MemberExpression';
    readonly object: Expression;
    readonly property: Identifier | StringLiteral;
}
export interface IndexExpression extends AstNode {
    readonly type: 'IndexExpression';
    readonly array: Expression;
    readonly index: Expression;
}
export interface BinaryExpression extends AstNode {
    readonly type: 'BinaryExpression';
    readonly operator: string;
    readonly left: Expression;
    readonly right: Expression;
}
export interface UnaryExpression extends AstNode {
    readonly type: 'UnaryExpression';
    readonly operator: string;
    readonly argument: Expression;
}
export interface PipeExpression extends AstNode {
    readonly type: 'PipeExpression';
    readonly argument: Expression;
    readonly call: CallExpression;
}
export interface CallExpression extends AstNode {
    readonly type: 'CallExpression';
    readonly callee: Expression;
    /** One record with the named arguments; missing when there are none. */
    readonly arguments?: readonly Expression[];
}
export interface ConditionalExpression extends AstNode {
    readonly type: 'ConditionalExpression';
    readonly test: Expression;
    readonly consequent: Expression;
    readonly alternate: Expression;
}
export interface StringExpression extends AstNode {
    readonly type: 'StringExpression';
    readonly parts: readonly (
        | { readonly type: 'TextPart'; readonly value: string }
        | { readonly type: 'InterpolatedPart'; readonly expression: Expression }
    )[];
}
export interface ParenExpression extends AstNode {
    readonly type: 'ParenExpression';
    readonly expression: Expression;
}
/** Decimal digits as text: 64 bits do not fit a JavaScript number. */
export interface IntegerLiteral extends AstNode {
    readonly type: 'IntegerLiteral';
    readonly value: string;
}
export interface UintLiteral extends AstNode {
    readonly type: 'UnsignedIntegerLiteral';
    readonly value: string;
}
export interface FloatLiteral extends AstNode {
    readonly type: 'FloatLiteral';
    readonly value: number;
}
export interface StringLiteral extends AstNode {
    readonly type: 'StringLiteral';
    readonly value: string;
}
export interface DurationLiteral extends AstNode {
    readonly type: 'DurationLiteral';
    readonly values: readonly { readonly magnitude: number; readonly unit: string }[];
}
export interface BooleanLiteral extends AstNode {
    readonly type: 'BooleanLiteral';
    readonly value: boolean;
}
export interface DateTimeLiteral extends AstNode {
    readonly type: 'DateTimeLiteral';
    readonly value: string;
}
export interface RegexpLiteral extends AstNode {
    readonly type: 'RegexpLiteral';
    readonly value: string;
}
export interface PipeLiteral extends AstNode {
    readonly type: 'PipeLiteral';
}
export interface BadExpression extends AstNode {
    readonly type: 'BadExpression';
    readonly text: string;
}
