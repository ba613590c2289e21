import { signal } from '@preact/signals';

/** What was just done, said for a moment and to screen readers. */
export const notice = signal('');
let timer = 0;

export function say(text: string): void {
  notice.value = text;
  window.clearTimeout(timer);
  timer = window.setTimeout(() => (notice.value = ''), 2500);
}

/** Copies a text; pages from disk may have no clipboard but the old one. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    area.className = 'off-screen';
    document.body.append(area);
    area.select();
    // oxlint-disable-next-line typescript/no-deprecated -- the only way where there is no clipboard
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}

/** Offers a text as a file. */
export function saveText(name: string, type: string, text: string): void {
  const link = document.createElement('a');
  const url = URL.createObjectURL(new Blob([text], { type }));
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
