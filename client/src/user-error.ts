/** A button under a message: its title and the command that it runs. */
export interface MessageAction {
    readonly title: string;
    readonly command: string;
    readonly arguments?: readonly unknown[];
}

/**
 * An expected refusal that has nothing to do with a server ("open a Flux file first"). The command wrapper shows its
 * message as it is, with its actions, and does not call it a defect.
 */
export class UserError extends Error {
    constructor(
        message: string,
        readonly actions: readonly MessageAction[] = [],
    ) {
        super(message);
        this.name = 'UserError';
    }
}
