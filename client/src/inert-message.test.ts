import { expect, test } from 'vitest';
import { inertLabel, inertMessage } from './inert-message';

/** How VS Code 1.100 to 1.139 finds links in the text of a notification. */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/gi;

/** How it finds icons in a label. */
const icon = /\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/g;

test('a name that looks like a link is no link in a message', () => {
    const message = 'Updated "[x](command:workbench.action.quit)" and [y](https://example.com "t").';
    expect(message.match(link)).toHaveLength(2);
    expect(inertMessage(message).match(link)).toBeNull();
    expect(inertMessage(message).replaceAll('\u200B', '')).toBe(message);
});

test('an ordinary message stays as it is', () => {
    expect(inertMessage('The list [1, 2] (two values).')).toBe('The list [1, 2] (two values).');
});

test('a name that looks like an icon is no icon in a label, nor a link', () => {
    const label = '$(verified) approved $(sync~spin) [x](command:workbench.action.quit)';
    expect(label.match(icon)).toHaveLength(2);
    expect(inertLabel(label).match(icon)).toBeNull();
    expect(inertLabel(label).match(link)).toBeNull();
    expect(inertLabel(label).replaceAll('\u200B', '')).toBe(label);
});
