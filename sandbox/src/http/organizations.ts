/** `/api/v2/orgs`, and the check of `org` and `orgID` where a request names an organization. */
import { organization } from '../store/organization';
import { ApiError } from './api-error';
import type { Answer, Call } from './call';

export function listOrganizations({ query }: Call): Answer {
    demandOrganization(query);
    const { id, name } = organization;
    const links = { self: `/api/v2/orgs/${id}`, buckets: `/api/v2/buckets?org=${name}` };
    const description = 'The one organization of the sandbox.';
    return {
        status: 200,
        json: { links: { self: '/api/v2/orgs' }, orgs: [{ id, name, description, links }] },
    };
}

/** Takes `org` (a name or an id) and `orgID`; both may be missing. Throws InfluxDB's 404 for another organization. */
export function demandOrganization(query: URLSearchParams): void {
    const org = query.get('org') ?? '';
    const orgID = query.get('orgID') ?? '';
    const known = ['', organization.name, organization.id];
    if (!known.includes(org)) throw new ApiError('not found', `organization name "${org}" not found`);
    if (!known.includes(orgID)) throw new ApiError('not found', `organization id "${orgID}" not found`);
}
