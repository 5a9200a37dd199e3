/** The one organization of the sandbox. */
export const organization = { id: '5a0db0c500000001', name: 'sandbox' } as const;
