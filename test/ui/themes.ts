/**
 * VS Code's own themes that every picture and every colour of ours must work in: what the settings call it, what the
 * theme picker calls it, and the class that the workbench carries then.
 */
export const themes = {
    light: { setting: 'Default Light Modern', label: 'Light Modern', className: 'vs' },
    dark: { setting: 'Default Dark Modern', label: 'Dark Modern', className: 'vs-dark' },
    'high contrast': { setting: 'Default High Contrast', label: 'Dark High Contrast', className: 'hc-black' },
    'high contrast light': {
        setting: 'Default High Contrast Light',
        label: 'Light High Contrast',
        className: 'hc-light',
    },
} as const;

export type Theme = keyof typeof themes;
