/**
 * What the commands of this room need of the editor and of the server, as small interfaces, so that everything that
 * decides runs without `vscode`: against real files and a real server in tests. URIs are text, as VS Code writes them.
 */
import type { Script } from '@flux-scripts/contracts/scripts-api';
import type { Connection } from '../connections/connection';
import type { ScriptsApi } from '../influxdb/scripts-api';

/** Where a file lies in the workspace. */
export interface FilePlace {
    /** URI of the workspace folder. */
    readonly root: string;
    /** Inside the folder: decoded, forward slashes, no slash at either end. */
    readonly path: string;
}

/** A script's text on this side: a file, open or not, or a document that has no file yet. */
export interface LocalScript {
    /** Names it. Of a document without file it is a name of this room's own, never used again. */
    readonly uri: string;
    /** What the person reads: the path inside the folder, or the document's name. */
    readonly label: string;
    /** Undefined outside every workspace folder. */
    readonly place: FilePlace | undefined;
    /** False when there is no file: its link lasts as long as the window. */
    readonly hasFile: boolean;
    /** The text now, unsaved changes included; undefined when there is no such file. */
    text(): Promise<string | undefined>;
    /** Saves unsaved changes. Rejects when they could not be saved. Does nothing without a file. */
    save(): Promise<void>;
    /** Writes a whole text, so that an open editor shows it and can undo it. Makes the file and its folders. */
    replace(text: string): Promise<void>;
}

/** The files of the workspace. */
export interface WorkspaceFiles {
    /** URIs of the workspace's folders. */
    readonly roots: readonly string[];
    uriOf(place: FilePlace): string;
    placeOf(uri: string): FilePlace | undefined;
    at(place: FilePlace): LocalScript;
    /** A text file's content; undefined when there is none. Rejects when it cannot be read. */
    read(place: FilePlace): Promise<string | undefined>;
    /** Writes a file that no editor is meant to edit meanwhile, atomically. Rejects when an editor has it unsaved. */
    write(place: FilePlace, text: string): Promise<void>;
    exists(uri: string): Promise<boolean>;
    /** Names of files and folders in a folder; none when there is no such folder. */
    namesIn(place: FilePlace): Promise<readonly string[]>;
    /** Every link file of the workspace. */
    linkFiles(): Promise<readonly FilePlace[]>;
}

export interface Question<C extends string> {
    readonly message: string;
    /** More, shown by a modal question only. */
    readonly detail?: string;
    readonly modal?: boolean;
    readonly kind?: 'information' | 'warning';
    /** Buttons in order; leaving the question is always possible and is not among them. */
    readonly choices: readonly C[];
}

export interface TextBox {
    readonly title: string;
    readonly prompt: string;
    readonly value: string;
    readonly placeHolder?: string;
    /** What is selected at first: start and end in UTF-16 units. All of it when absent. */
    readonly selection?: readonly [start: number, end: number];
    /** An error that blocks, a note that does not, or nothing. */
    readonly check: (value: string) => { readonly error: string } | { readonly note: string } | undefined;
}

/** How the person is asked and told. Undefined always means: the person left. */
export interface Prompts {
    choose<C extends string>(question: Question<C>): Promise<C | undefined>;
    input(box: TextBox): Promise<string | undefined>;
    /** Picks one of the workspace's folders. */
    pickRoot(): Promise<string | undefined>;
    /** Shows the remote text (left) beside the local one (right). */
    compare(remote: Script, local: LocalScript): Promise<void>;
    /** Opens a text file in an editor. */
    open(local: LocalScript): Promise<void>;
    /** Opens a new document that has no file. */
    openUntitled(text: string, language: string): Promise<LocalScript>;
    /** Says that something is done; needs no answer. */
    say(message: string): void;
}

/** One connection and what is known of it. */
export interface Remote {
    readonly connection: Connection;
    /** Runs requests with a visible, cancellable progress. The client is made anew for each piece of work. */
    request<T>(title: string, run: (api: ScriptsApi, signal: AbortSignal) => Promise<T>): Promise<T>;
    /** The scripts as far as they are known; asks the server when none are. InfluxDbError. */
    scripts(): Promise<readonly Script[]>;
    /** Somebody created or updated this script. */
    put(script: Script): void;
    /** Somebody deleted this script. */
    remove(id: string): void;
}
