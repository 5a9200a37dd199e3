/** What the extension host and the results worker say to each other. `answer` is a number that the host gives. */
import type { AnswerPage, AnswerSummary, Cursor } from '@flux-scripts/contracts/results-messages';

export type ToWorker =
    | { readonly type: 'open'; readonly answer: number; readonly rowLimit: number }
    /** The buffer is transferred: the host has it no more. */
    | { readonly type: 'bytes'; readonly answer: number; readonly bytes: ArrayBuffer }
    | { readonly type: 'finish'; readonly answer: number; readonly complete: boolean }
    | { readonly type: 'page'; readonly answer: number; readonly request: number; readonly from: Cursor }
    | { readonly type: 'drop'; readonly answer: number };

export type FromWorker =
    /** So many bytes more are parsed; `rows` is the total so far. */
    | {
          readonly type: 'read';
          readonly answer: number;
          readonly bytes: number;
          readonly rows: number;
          readonly unreadable: boolean;
      }
    | { readonly type: 'finished'; readonly answer: number; readonly summary: AnswerSummary }
    | { readonly type: 'page'; readonly request: number; readonly page: AnswerPage };
