/** The one JSON line that `sandbox.js` prints on standard output once it accepts requests. */
import * as v from 'valibot';

export const sandboxHandshakeSchema = v.object({
    /** Where it listens, for example `http://127.0.0.1:43567`. Whatever is written down elsewhere is no sandbox. */
    url: v.pipe(v.string(), v.regex(/^http:\/\/127\.0\.0\.1:\d{1,5}$/)),
    /** The token to send. Made anew at every start, unless one was handed in by `FLUX_SANDBOX_TOKEN`. */
    token: v.pipe(v.string(), v.minLength(32)),
    /** The organization's name and id. */
    org: v.string(),
    orgID: v.string(),
    pid: v.number(),
});
export type SandboxHandshake = v.InferOutput<typeof sandboxHandshakeSchema>;
